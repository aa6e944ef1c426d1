import { theme, type ThemeConfig } from 'antd';
import { FONT, MONO, type Palette, PALETTES, type Scheme } from './tokens.js';

type MappingAlgorithm = typeof theme.darkAlgorithm;

/**
 * Ant Design dressed in our tokens. Whoever asks for no motion gets none from the style sheet: Ant Design's own switch leaves
 * popups unplaced, far outside the window.
 */
export function antdTheme(scheme: Scheme): ThemeConfig {
  const colour = PALETTES[scheme];
  return {
    algorithm: scheme === 'dark' ? darkAsChosen(colour) : theme.defaultAlgorithm,
    token: { ...coloursOf(colour), ...SHAPE },
    components: componentsOf(colour),
  };
}

/** Ant Design dims every colour for the dark; ours are chosen for it and measured, so they are set back. */
function darkAsChosen(colour: Palette): MappingAlgorithm {
  return (seed, map) => ({
    ...theme.darkAlgorithm(seed, map),
    colorPrimary: colour.pine,
    colorSuccess: colour.pine,
    colorLink: colour.pine,
    colorInfo: colour.blue,
    colorWarning: colour.amber,
    colorError: colour.seal,
  });
}

const SHAPE = {
  fontFamily: FONT,
  fontFamilyCode: MONO,
  fontSize: 15,
  borderRadius: 10,
  borderRadiusSM: 6,
  borderRadiusLG: 14,
  motionDurationFast: '0.12s',
  motionDurationMid: '0.15s',
  motionDurationSlow: '0.18s',
};

/** Ant Design's own shades of grey fall short of 4.5; ours do not. */
function coloursOf(colour: Palette): NonNullable<ThemeConfig['token']> {
  return {
    colorPrimary: colour.pine,
    colorInfo: colour.blue,
    colorSuccess: colour.pine,
    colorWarning: colour.amber,
    colorError: colour.seal,
    colorLink: colour.pine,
    colorWarningBg: colour.amberWash,
    colorErrorBg: colour.sealWash,
    colorText: colour.ink,
    colorTextHeading: colour.ink,
    colorTextPlaceholder: colour.inkSoft,
    colorTextDescription: colour.inkSoft,
    colorTextTertiary: colour.inkSoft,
    colorTextSecondary: colour.inkSoft,
    colorBgLayout: colour.paper,
    colorBgContainer: colour.sheet,
    colorBgElevated: colour.sheet,
    colorBorder: colour.line,
    colorBorderSecondary: colour.line,
    colorSplit: colour.line,
  };
}

function componentsOf(colour: Palette): NonNullable<ThemeConfig['components']> {
  return {
    Button: {
      contentFontSizeSM: 13,
      primaryColor: colour.onPine,
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
    },
    Input: { inputFontSize: 16 },
    Alert: { withDescriptionPadding: '12px 16px', withDescriptionIconSize: 18, defaultPadding: '10px 16px' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
    Table: {
      headerBg: colour.sheet,
      headerColor: colour.inkSoft,
      rowHoverBg: colour.wash,
      headerSplitColor: 'transparent',
    },
    Segmented: {
      itemSelectedBg: colour.sheet,
      itemSelectedColor: colour.ink,
      itemColor: colour.inkSoft,
      trackBg: colour.wash,
    },
    Select: { optionSelectedBg: colour.wash, optionActiveBg: colour.wash },
    Tabs: { itemColor: colour.inkSoft },
    Tooltip: { colorBgSpotlight: colour.ink, colorTextLightSolid: colour.paper },
  };
}
