/// <reference types="vite/client" />
import { render } from 'preact';
import '../style/index.css';
import { App } from '../app/App.tsx';
import { shareViews } from './shareViews.ts';

// The page of one run that stands alone: see sharePage.
render(<App views={shareViews} />, document.getElementById('app') as HTMLElement);
