/** Two people on the footbridge, over calm water, with the town on the other side. */
export const Crossing = ({ className }: { readonly className?: string | undefined }) => (
  <svg
    className={className}
    viewBox="0 0 640 400"
    fill="none"
    aria-hidden="true"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <circle cx="470" cy="112" r="46" fill="var(--lantern-line)" opacity=".28" />
    <path
      d="M0 262c70-66 138-84 206-52 52-60 132-74 214-26 66-30 140-24 220 34v70H0z"
      fill="var(--moss)"
      opacity=".13"
    />
    <path d="M0 280c96-44 176-48 262-22 108-46 232-42 378 8v40H0z" fill="var(--river)" opacity=".13" />
    <g fill="var(--river)" opacity=".32">
      <path d="M548 262v-34l17-14 17 14v34zM588 262v-26h26v26z" />
      <path d="M524 262v-20l11-9 11 9v20z" />
    </g>
    <path d="M0 288h640v112H0z" fill="var(--river)" opacity=".1" />
    <g stroke="var(--river)" strokeWidth="2" opacity=".35">
      <path d="M70 322h64M156 322h22M250 338h120M386 338h26M476 320h72M566 320h18M120 360h46M410 366h88M226 374h40" />
    </g>
    <path d="M96 290C190 148 450 148 544 290" stroke="var(--river)" strokeWidth="7" />
    <g stroke="var(--ink-3)" strokeWidth="2" opacity=".5">
      <path d="M148 228v60M206 200v88M262 188v100M320 184v104M378 188v100M434 200v88M492 228v60" />
    </g>
    <path d="M24 290h592" stroke="var(--lantern-line)" strokeWidth="5" />
    <g fill="var(--lantern)">
      <circle cx="276" cy="118" r="9.500" />
      <path d="M264 178c-1-24 2-46 12-46s14 22 12 46z" />
    </g>
    <g fill="var(--river-strong)">
      <circle cx="312" cy="112" r="9.500" />
      <path d="M299 176c-1-26 2-50 13-50s14 24 13 50z" />
    </g>
    <g stroke="var(--river)" strokeWidth="2.500">
      <path d="M96 264C190 122 450 122 544 264" />
      <path d="M96 290v-26M148 226v-26M206 196v-26M262 184v-26M320 180v-26M378 184v-26M434 196v-26M492 226v-26M544 290v-26" />
    </g>
  </svg>
);
