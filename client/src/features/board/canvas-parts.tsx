/** Which of tldraw's parts are shown, and which are not: one page, no vendor's help or debugging, no
 *  embeds, no second place to choose a name or language. Its watermark and licence check stay. */
import {
  AccessibilityMenu,
  ColorSchemeMenu,
  DefaultMainMenu,
  EditSubmenu,
  ExportFileContentSubMenu,
  InputModeMenu,
  KeyboardShortcutsMenuItem,
  TldrawUiInFrontOfTheCanvas,
  TldrawUiMenuActionItem,
  TldrawUiMenuGroup,
  TldrawUiMenuSubmenu,
  ToggleDynamicSizeModeItem,
  ToggleEdgeScrollingItem,
  ToggleGridItem,
  TogglePasteAtCursorItem,
  ToggleSnapModeItem,
  ToggleToolLockItem,
  ToggleWrapModeItem,
  ViewSubmenu,
  defaultOverlayUtils,
  type TLComponents,
  type TLUiOverrides,
} from 'tldraw';
import { fitInView } from './clear-view.ts';
import { canvasWords } from './canvas-words.ts';

function CanvasMenu() {
  return (
    <DefaultMainMenu>
      <TldrawUiMenuGroup id="basic">
        <EditSubmenu />
        <ViewSubmenu />
        <ExportFileContentSubMenu />
        <TldrawUiMenuActionItem actionId="insert-media" />
      </TldrawUiMenuGroup>
      <TldrawUiMenuGroup id="preferences">
        <TldrawUiMenuSubmenu id="preferences" label="menu.preferences">
          <TldrawUiMenuGroup id="preferences-actions">
            <ToggleSnapModeItem />
            <ToggleToolLockItem />
            <ToggleGridItem />
            <ToggleWrapModeItem />
            <ToggleEdgeScrollingItem />
            <ToggleDynamicSizeModeItem />
            <TogglePasteAtCursorItem />
          </TldrawUiMenuGroup>
          <TldrawUiMenuGroup id="user-interface-submenus">
            <AccessibilityMenu />
            <InputModeMenu />
            <ColorSchemeMenu />
          </TldrawUiMenuGroup>
        </TldrawUiMenuSubmenu>
        <KeyboardShortcutsMenuItem />
      </TldrawUiMenuGroup>
    </DefaultMainMenu>
  );
}

/** A fault inside the canvas is for our own net: tldraw's page links to other sites. */
function PassOnFault({ error }: { readonly error: unknown }): never {
  throw error;
}

export const canvasParts: TLComponents = {
  InFrontOfTheCanvas: TldrawUiInFrontOfTheCanvas,
  ErrorFallback: PassOnFault,
  MainMenu: CanvasMenu,
  PageMenu: null,
  HelpMenu: null,
  DebugMenu: null,
  DebugPanel: null,
  SharePanel: null,
  CursorChatBubble: null,
  VideoToolbar: null,
};

/** Without the marks at the edge for who is elsewhere on the board: slivers that name nobody, and with
 *  many people a ring of them. Who is present stands in the page's own list. */
export const canvasOverlays = defaultOverlayUtils.filter(
  ({ type }) => type !== 'collaborator_hint',
);

const absentActions = new Set([
  'insert-embed',
  'convert-to-embed',
  'convert-to-bookmark',
  'open-embed-link',
  'open-cursor-chat',
  'toggle-debug-mode',
]);

export const canvasOverrides: TLUiOverrides & { readonly translations: typeof canvasWords } = {
  translations: canvasWords,
  actions: (editor, actions) => {
    const kept = Object.entries(actions).filter(([id]) => !absentActions.has(id));
    const { 'zoom-to-fit': fit } = actions;
    if (fit === undefined) return Object.fromEntries(kept);
    const onSelect = (): void =>
      fitInView(editor, { animation: { duration: editor.options.animationMediumMs } });
    return { ...Object.fromEntries(kept), 'zoom-to-fit': { ...fit, onSelect } };
  },
};
