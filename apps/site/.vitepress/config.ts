import { tex } from '@mdit/plugin-tex';
import { renderToString } from 'katex';
import { defineConfig } from 'vitepress';
import { english, frenchPages } from '../src/navigation.ts';

/** No line ends at a condition: p(y | z) stays whole. */
const macros = { '\\mid': '\\mathrel{\\vert}\\nobreak' };

/** A formula that KaTeX cannot read ends the build. */
const formula = (content: string, displayMode: boolean) => {
  const html = renderToString(content, { displayMode, throwOnError: true, strict: 'ignore', macros: { ...macros } });
  return displayMode ? `<p v-pre class="displayed" tabindex="0">${html}</p>` : `<span v-pre>${html}</span>`;
};

export default defineConfig({
  srcDir: 'pages',
  title: 'LatentKit',
  description: 'Train, inspect and share autoencoders, VAEs and energy-based models, from Node or a browser.',
  lastUpdated: false,
  markdown: {
    // Enough contrast on the grey of a block.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => {
      md.use(tex, { render: formula });
    },
  },
  themeConfig: {
    // Lectures alone are in French; each leads to its other language itself.
    i18nRouting: false,
    search: {
      provider: 'local',
      options: {
        // Whoever types a word of the field wants the page that explains it: what is exported under such a name comes after.
        miniSearch: {
          searchOptions: { boostDocument: (page: string) => (/\/(api|decisions|examples)\//.test(page) ? 0.1 : 1) },
        },
        locales: {
          fr: {
            translations: {
              button: { buttonText: 'Chercher', buttonAriaLabel: 'Chercher' },
              modal: {
                noResultsText: 'Rien trouvé pour',
                resetButtonTitle: 'Effacer',
                footer: { selectText: 'choisir', navigateText: 'parcourir', closeText: 'fermer' },
              },
            },
          },
        },
      },
    },
    outline: [2, 3],
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        ...english,
        notFound: {
          title: 'PAGE NOT FOUND',
          quote: 'Search for what you wanted, or begin at the front page.',
          linkText: 'To the front page',
          linkLabel: 'To the front page',
        },
      },
    },
    fr: {
      label: 'Français',
      lang: 'fr',
      description: 'Entraîner, examiner et partager des auto-encodeurs, des VAE et des modèles à base d’énergie.',
      themeConfig: {
        ...frenchPages,
        outline: { level: [2, 3], label: 'Sur cette page' },
        docFooter: { prev: 'Page précédente', next: 'Page suivante' },
        returnToTopLabel: 'Haut de page',
        sidebarMenuLabel: 'Menu',
        darkModeSwitchLabel: 'Thème',
        langMenuLabel: 'Langue',
        skipToContentLabel: 'Aller au contenu',
        lightModeSwitchTitle: 'Passer au thème clair',
        darkModeSwitchTitle: 'Passer au thème sombre',
        notFound: {
          title: 'PAGE INTROUVABLE',
          quote: '',
          linkText: "Retour à l'accueil",
          linkLabel: "Retour à l'accueil",
        },
      },
    },
  },
  // Figures import the packages as they are written, so that none of them has to be built.
  vite: {
    resolve: { conditions: ['@latentkit/source'] },
    build: { chunkSizeWarningLimit: 4000, reportCompressedSize: false },
  },
});
