import type { Locale } from '@zhike/contracts';
import type { ConfigProviderProps } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';

type AntdLocale = NonNullable<ConfigProviderProps['locale']>;

/** These files are ES modules that their package does not declare as such: TypeScript sees one `default` more than the bundler. */
function unwrapped(module: AntdLocale | { default: AntdLocale }): AntdLocale {
  return 'default' in module ? module.default : module;
}

export const antdLocale = (locale: Locale): AntdLocale => unwrapped(locale === 'zh' ? zhCN : enUS);
