"""Served runs through the clients that others wrote: tritonclient and kserve. Prints a line a case, and how many passed and failed."""
import asyncio
import json
import sys
import urllib.request

import numpy as np
import openapi_spec_validator
import tritonclient.http as triton
from kserve import InferInput, InferRequest, InferenceRESTClient, RESTConfig
from tritonclient.utils import InferenceServerException

address = sys.argv[1].rstrip("/")
client = triton.InferenceServerClient(address.removeprefix("http://"), concurrency=4)
images = np.arange(2 * 784, dtype=np.uint32).reshape(2, 28, 28, 1).astype(np.uint8)
floats = images.astype(np.float32) / 255
rows = np.array([[170, 60, 0, 1], [160, 50, 1, 0]], np.float32)
cases = []


def case(function):
    cases.append(function)
    return function


def tensor(name, values, datatype=None, binary=True):
    kinds = {"float32": "FP32", "float64": "FP64", "uint8": "UINT8", "int32": "INT32", "int64": "INT64", "object": "BYTES"}
    made = triton.InferInput(name, list(values.shape), datatype or kinds[str(values.dtype)])
    made.set_data_from_numpy(values, binary_data=binary)
    return made


def infer(model, *inputs, outputs=None, **options):
    wanted = outputs and [triton.InferRequestedOutput(name, binary_data=binary) for name, binary in outputs]
    return client.infer(model, list(inputs), outputs=wanted, **options)


def refused(status, words, work):
    try:
        work()
    except InferenceServerException as error:
        assert str(error.status()) == str(status), error.status()
        assert words in error.message(), error.message()
        return
    raise AssertionError("it was not refused")


near = lambda a, b, atol=1e-5: np.testing.assert_allclose(a, b, atol=atol, rtol=1e-5)


@case
def server_is_live_and_ready():
    assert client.is_server_live() and client.is_server_ready()


@case
def server_metadata():
    assert "binary_tensor_data" in client.get_server_metadata()["extensions"]


@case
def model_is_ready():
    assert client.is_model_ready("digits.encoder") and client.is_model_ready("digits.encoder", "1")


@case
def unknown_model_is_not_ready():
    assert not client.is_model_ready("digits.nothing")


@case
def model_metadata():
    metadata = client.get_model_metadata("digits.encoder")
    assert metadata["inputs"][0]["shape"] == [-1, 28, 28, 1] and metadata["outputs"][0]["datatype"] == "FP32"


@case
def bytes_and_floats_have_the_same_codes():
    a = infer("digits.encoder", tensor("observation", images)).as_numpy("code")
    b = infer("digits.encoder", tensor("observation", floats)).as_numpy("code")
    assert a.shape == (2, 4)
    near(a, b)


@case
def json_and_binary_input_have_the_same_codes():
    near(
        infer("digits.encoder", tensor("observation", images, binary=False)).as_numpy("code"),
        infer("digits.encoder", tensor("observation", images)).as_numpy("code"),
    )


@case
def json_and_binary_output_are_the_same():
    a = infer("digits.encoder", tensor("observation", floats, binary=False), outputs=[("code", False)])
    b = infer("digits.encoder", tensor("observation", floats), outputs=[("code", True)])
    near(a.as_numpy("code"), b.as_numpy("code"))


@case
def some_outputs_as_json_and_others_binary():
    found = infer("people.posterior", tensor("observation", rows), outputs=[("logVariance", False), ("mean", True)])
    assert found.as_numpy("mean").shape == found.as_numpy("logVariance").shape == (2, 2)


@case
def an_output_that_was_not_asked_for_is_not_there():
    found = infer("people.posterior", tensor("observation", rows), outputs=[("mean", True)])
    assert found.as_numpy("logVariance") is None


@case
def decoder_of_codes_and_of_classes():
    code = tensor("code", np.zeros([3, 4], np.float32))
    every = infer("digits.decoder", code).as_numpy("reconstruction")
    one = infer("digits.decoder", code, tensor("class", np.full([3], 7, np.int32))).as_numpy("reconstruction")
    assert every.shape == one.shape == (3, 28, 28, 1) and np.abs(every - one).max() > 1e-4


@case
def reconstruction_as_floats_and_as_bytes():
    found = infer("digits.reconstruction", tensor("observation", images))
    assert found.as_numpy("reconstructionBytes").dtype == np.uint8
    near(found.as_numpy("reconstructionBytes") / 255, found.as_numpy("reconstruction"), atol=0.51 / 255)


@case
def score_is_the_sum_of_its_terms():
    found = infer("digits.score", tensor("observation", images), tensor("class", np.array([1, 2], np.int64)))
    names = [output["name"] for output in found.get_response()["outputs"]]
    near(sum(found.as_numpy(name) for name in names[1:]), found.as_numpy("energy"), atol=1e-2)


@case
def score_of_a_row_does_not_depend_on_the_rows_beside_it():
    classes = np.array([1, 2], np.int32)
    both = infer("digits.score", tensor("observation", images), tensor("class", classes)).as_numpy("energy")
    second = infer("digits.score", tensor("observation", images[1:]), tensor("class", classes[1:])).as_numpy("energy")
    near(both[1:], second, atol=1e-2)


@case
def more_rows_than_a_batch():
    many = np.repeat(floats, 75, 0)
    near(
        infer("digits.encoder", tensor("observation", many)).as_numpy("code"),
        np.repeat(infer("digits.encoder", tensor("observation", floats)).as_numpy("code"), 75, 0),
    )


@case
def sampler_is_a_function_of_its_seed():
    count, seed = np.array([5], np.int32), np.array([3], np.int32)
    a, b = (infer("digits.sampler", tensor("count", count), tensor("seed", seed)) for _ in range(2))
    assert a.as_numpy("observation").shape == (5, 28, 28, 1)
    np.testing.assert_array_equal(a.as_numpy("code"), b.as_numpy("code"))


@case
def table_in_its_units():
    found = infer("people.reconstruction", tensor("observation", rows)).as_numpy("reconstruction")
    assert (140 < found[:, 0]).all() and (found[:, 0] < 210).all(), found


@case
def table_as_float64_and_int32():
    wanted = infer("people.encoder", tensor("observation", rows)).as_numpy("code")
    for kind in (np.float64, np.int32):
        near(infer("people.encoder", tensor("observation", rows.astype(kind))).as_numpy("code"), wanted)


@case
def captions_become_images():
    prompt = tensor("prompt", np.array(["red", "blue"], object))
    found = infer("scenes.imagine", prompt, tensor("seed", np.array([1], np.int32)))
    assert found.as_numpy("image").shape[0] == 2 and found.as_numpy("image").shape[3] == 3


@case
def captions_as_json():
    found = infer("scenes.imagine", tensor("prompt", np.array(["red"], object), binary=False))
    assert found.as_numpy("imageBytes").dtype == np.uint8


@case
def an_unknown_word_is_refused():
    refused(400, "xylophone", lambda: infer("scenes.imagine", tensor("prompt", np.array(["a xylophone"], object))))


@case
def gzip_in_and_out():
    wanted = infer("digits.encoder", tensor("observation", images)).as_numpy("code")
    for way in ("gzip", "deflate"):
        options = {"request_compression_algorithm": way, "response_compression_algorithm": way}
        near(infer("digits.encoder", tensor("observation", images), **options).as_numpy("code"), wanted)


@case
def gzip_of_a_large_answer():
    code = tensor("code", np.zeros([8, 4], np.float32))
    a = infer("digits.decoder", code, response_compression_algorithm="gzip").as_numpy("reconstruction")
    near(a, infer("digits.decoder", code).as_numpy("reconstruction"))


@case
def the_id_comes_back():
    assert infer("digits.encoder", tensor("observation", images), request_id="a-7").get_response()["id"] == "a-7"


@case
def a_bad_shape_is_refused():
    refused(400, "shape", lambda: infer("digits.encoder", tensor("observation", images.reshape(2, 784))))


@case
def a_bad_datatype_is_refused():
    refused(400, "FP32", lambda: infer("digits.decoder", tensor("code", np.zeros([1, 4], np.int32))))


@case
def a_missing_input_is_refused():
    refused(400, "observation", lambda: infer("digits.encoder", tensor("y", images)))


@case
def an_unknown_output_is_refused():
    refused(400, "nothing", lambda: infer("digits.encoder", tensor("observation", images), outputs=[("nothing", True)]))


@case
def an_unknown_model_is_refused():
    refused(404, "digits.nothing", lambda: infer("digits.nothing", tensor("observation", images)))


@case
def an_unknown_version_is_refused():
    refused(404, "version", lambda: infer("digits.encoder", tensor("observation", images), model_version="9"))


@case
def a_number_that_is_not_finite_is_refused():
    refused(400, "row 1", lambda: infer("people.encoder", tensor("observation", rows * [[1], [np.nan]])))


@case
def no_rows_are_refused():
    refused(400, "shape", lambda: infer("digits.encoder", tensor("observation", images[:0])))


@case
def many_at_once_are_answered_each_with_its_own():
    pending = [client.async_infer("digits.encoder", [tensor("observation", np.roll(images, i, 1))]) for i in range(40)]
    for i, one in enumerate(pending):
        wanted = infer("digits.encoder", tensor("observation", np.roll(images, i, 1))).as_numpy("code")
        near(one.get_result().as_numpy("code"), wanted)


def kserve(work):
    async def go():
        rest = InferenceRESTClient(RESTConfig(protocol="v2"))
        try:
            return await work(rest)
        finally:
            await rest.close()

    return asyncio.run(go())


def asked(rest, model, *inputs):
    return rest.infer(address, InferRequest(model_name=model, infer_inputs=list(inputs)), model_name=model)


@case
def kserve_health():
    async def work(rest):
        assert await rest.is_server_live(address) and await rest.is_server_ready(address)
        assert await rest.is_model_ready(address, "digits.encoder")

    kserve(work)


def kserve_codes(binary, values, datatype):
    made = InferInput("observation", list(values.shape), datatype)
    made.set_data_from_numpy(values, binary_data=binary)
    found = kserve(lambda rest: asked(rest, "digits.encoder", made))
    return found.outputs[0].as_numpy()


@case
def kserve_binary_and_json():
    wanted = infer("digits.encoder", tensor("observation", images)).as_numpy("code")
    for binary in (True, False):
        near(kserve_codes(binary, images, "UINT8").reshape(2, 4), wanted)
        near(kserve_codes(binary, floats, "FP32").reshape(2, 4), wanted)


@case
def kserve_hears_what_is_wrong():
    try:
        kserve_codes(True, images.reshape(2, 784), "UINT8")
    except Exception as error:
        assert "400" in str(error) and "shape" in str(error), error
        return
    raise AssertionError("it was not refused")


@case
def the_description_is_openapi_3_1():
    with urllib.request.urlopen(f"{address}/openapi.json") as answer:
        described = json.load(answer)
    openapi_spec_validator.validate(described)
    assert "/v2/models/digits.encoder/infer" in described["paths"]


failed = 0
for one in cases:
    try:
        one()
        print(f"ok {one.__name__.replace('_', ' ')}")
    except Exception as error:
        failed += 1
        print(f"FAILED {one.__name__.replace('_', ' ')}: {type(error).__name__} {str(error)[:300]}")
print(f"{len(cases) - failed} passed, {failed} failed")
