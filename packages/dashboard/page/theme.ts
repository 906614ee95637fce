import { Alert, createTheme, Modal, type CSSVariablesResolver } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "indigo",
  // White on it is 4.5 : 1 or more in both schemes (WCAG 2.2, 1.4.3).
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // Orange words have too little contrast; the icon and the edge have the colour.
    Alert: Alert.extend({ styles: { title: { color: "var(--mantine-color-text)" } } }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { "aria-label": "Close" },
        // The page has one banner, which is not the title of a window.
        attributes: { header: { role: "presentation" } },
      },
      styles: { title: { fontWeight: 600 } },
    }),
  },
});

/** The colours of quiet text, of hints and of faults, where the library's own have too little contrast. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": colors.gray[7],
    "--mantine-color-placeholder": colors.gray[7],
    "--mantine-color-error": colors.red[9],
    "--mantine-color-anchor": colors.indigo[8],
  },
  dark: {
    "--mantine-color-dimmed": colors.dark[0],
    "--mantine-color-placeholder": colors.dark[1],
    "--mantine-color-error": colors.red[4],
    "--mantine-color-anchor": colors.indigo[3],
  },
});
