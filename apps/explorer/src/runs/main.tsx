import { render } from 'preact';
import { RunsPage } from './RunsPage.tsx';

render(<RunsPage />, document.getElementById('app') as HTMLElement);
