import { render } from 'preact';
import { App } from './app/App.tsx';
import { views } from './views/views.ts';

render(<App views={views} />, document.getElementById('app') as HTMLElement);
