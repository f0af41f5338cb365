import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import 'katex/dist/katex.min.css';
// After the theme's own, which it changes.
import './style.css';
import Costs from './Costs.vue';
import Evidence from './Evidence.vue';
import { keepOffline } from './keepOffline.ts';
import Reparameterisation from './Reparameterisation.vue';
import Try from './Try.vue';
import Variables from './Variables.vue';
import VarianceCurve from './VarianceCurve.vue';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('Try', Try);
    app.component('Costs', Costs);
    app.component('Evidence', Evidence);
    app.component('Variables', Variables);
    app.component('VarianceCurve', VarianceCurve);
    app.component('Reparameterisation', Reparameterisation);
    keepOffline();
  },
} satisfies Theme;
