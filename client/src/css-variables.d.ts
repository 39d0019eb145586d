import 'react';

// A style may set our own variables: a party's colour is handed to CSS by name.
declare module 'react' {
  interface CSSProperties {
    [variable: `--${string}`]: string | undefined;
  }
}
