import { useEffect, useState } from 'preact/hooks';

interface PlayButtonProps {
  readonly stops: number;
  readonly stop: number;
  readonly onStop: (stop: number) => void;
}

/** Goes through the stops, one a frame, to the far end. */
export function PlayButton({ stops, stop, onStop }: PlayButtonProps) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const frame = requestAnimationFrame(() => (stop < stops - 1 ? onStop(stop + 1) : setPlaying(false)));
    return () => cancelAnimationFrame(frame);
  }, [playing, stop, stops, onStop]);
  const play = () => {
    if (stop === stops - 1) onStop(0);
    setPlaying(!playing);
  };
  return (
    <button type="button" onClick={play}>
      {playing ? 'Pause' : 'Play'}
    </button>
  );
}
