import type { TablerIcon } from '@tabler/icons-react';
import IconBuilding from '@tabler/icons-react/icons/IconBuilding';
import IconBuildingHospital from '@tabler/icons-react/icons/IconBuildingHospital';
import IconHome from '@tabler/icons-react/icons/IconHome';
import IconMail from '@tabler/icons-react/icons/IconMail';
import IconMailOpened from '@tabler/icons-react/icons/IconMailOpened';
import IconMapPin from '@tabler/icons-react/icons/IconMapPin';
import IconMessage from '@tabler/icons-react/icons/IconMessage';
import IconPhone from '@tabler/icons-react/icons/IconPhone';
import IconVideo from '@tabler/icons-react/icons/IconVideo';
import type { ContactKind } from './kinds.ts';

const icons: Readonly<Record<ContactKind, TablerIcon>> = {
  'home-visit': IconHome,
  community: IconMapPin,
  office: IconBuilding,
  institution: IconBuildingHospital,
  phone: IconPhone,
  video: IconVideo,
  text: IconMessage,
  'e-mail': IconMail,
  letter: IconMailOpened,
};

/** For the eye only: the kind stands beside it in words. */
export const KindIcon = ({ kind }: { readonly kind: ContactKind }) => {
  const Icon = icons[kind];
  return <Icon aria-hidden />;
};
