/** The footbridge itself: an arch over the line of ordinary life. Drawn faintly where a screen is empty, and as the mark. */
export const BridgeDrawing = ({ className }: { readonly className?: string | undefined }) => (
  <svg className={className} viewBox="0 0 200 72" fill="none" aria-hidden="true" strokeLinecap="round">
    <path d="M12 54C52 8 148 8 188 54" stroke="var(--river)" strokeWidth="2.6" />
    <path d="M44 54V33M72 54V23.500M100 54V20M128 54V23.500M156 54V33" stroke="var(--line-2)" strokeWidth="2" />
    <path d="M4 55h192" stroke="var(--lantern-line)" strokeWidth="2.500" />
    <path
      d="M30 63c6-3 12-3 18 0s12 3 18 0M92 66c6-3 12-3 18 0s12 3 18 0M144 62c5-2.500 10-2.500 15 0s10 2.500 15 0"
      stroke="var(--river)"
      strokeWidth="1.500"
      opacity=".35"
    />
  </svg>
);

export const Mark = () => (
  <svg width="30" height="22" viewBox="0 0 30 22" fill="none" aria-hidden="true" strokeLinecap="round">
    <path d="M2 18C6.500 5.500 23.500 5.500 28 18" stroke="var(--river)" strokeWidth="2.600" />
    <path d="M8.500 18v-6.500M15 18V9M21.500 18v-6.500" stroke="var(--river)" strokeWidth="1.700" />
    <path d="M1.500 18.500h27" stroke="var(--lantern-line)" strokeWidth="2.200" />
  </svg>
);
