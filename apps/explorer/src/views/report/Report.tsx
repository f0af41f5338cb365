import { useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../app/useLoaded.ts';
import { Failure } from '../../parts/Failure.tsx';
import { fetchFile } from '../../run/fetchFile.ts';

/** The report of the run as it stands in its folder, in a frame of its own, because it has styles of its own. */
export default function Report() {
  const { value, failure } = useLoaded(async () => (await fetchFile('report.html')).text(), []);
  const [height, setHeight] = useState(600);
  const watched = useRef<ResizeObserver | undefined>(undefined);
  const follow = (frame: HTMLIFrameElement) => {
    const root = frame.contentDocument?.documentElement;
    if (!root) return;
    watched.current?.disconnect();
    watched.current = new ResizeObserver(() => setHeight(root.scrollHeight));
    watched.current.observe(root);
  };
  return (
    <>
      <Failure words={failure} />
      {value !== undefined && (
        <iframe title="Report" srcdoc={value} height={height} onLoad={(event) => follow(event.currentTarget)} />
      )}
    </>
  );
}
