import { Flex, IconButton } from '@strapi/design-system';
import { Star } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { Asset } from './primary';
import { IS_PRIMARY, MAKE_PRIMARY } from './texts';

const Thumbnail = styled.img<{ $primary: boolean }>`
  display: block;
  width: 6.4rem;
  height: 6.4rem;
  object-fit: cover;
  /* Where faces are in portraits. */
  object-position: center 20%;
  background: ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  outline: 2px solid
    ${({ theme, $primary }) => ($primary ? theme.colors.primary600 : theme.colors.neutral200)};
  outline-offset: -2px;
`;

/** An outline, filled when it is pressed. */
const StarButton = styled(IconButton)`
  svg {
    overflow: visible;
  }

  svg path {
    fill: transparent;
    stroke: ${({ theme }) => theme.colors.neutral600};
    stroke-width: 2;
  }

  &[aria-pressed='true'] svg path {
    fill: ${({ theme }) => theme.colors.primary600};
    stroke: ${({ theme }) => theme.colors.primary600};
  }
`;

interface PhotoTileProps {
  photo: Asset;
  isPrimary: boolean;
  disabled: boolean;
  onChoose: (photo: Asset) => void;
}

/** A photo with its star, which is pressed when the photo is the primary one. */
export const PhotoTile = ({ photo, isPrimary, disabled, onChoose }: PhotoTileProps) => {
  const intl = useIntl();
  const { name, url, formats } = photo;
  return (
    <Flex tag="li" direction="column" gap={1}>
      {/* The star's label names it. */}
      <Thumbnail src={formats?.thumbnail?.url ?? url} alt="" $primary={isPrimary} />
      <StarButton
        variant="ghost"
        size="S"
        disabled={disabled}
        aria-pressed={isPrimary}
        label={intl.formatMessage(isPrimary ? IS_PRIMARY : MAKE_PRIMARY, { name })}
        onClick={() => {
          if (!isPrimary) onChoose(photo);
        }}
      >
        <Star />
      </StarButton>
    </Flex>
  );
};
