import { Divider } from '@strapi/design-system';
import { SubNav } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useCompletenessCountsQuery } from './api';
import { Count } from './Count';
import { sectionsOf } from './sections';
import { DESK_TITLE, LIST_TEXTS } from './texts';

/** Leads from one list to the others. */
export const ListsNav = () => {
  const intl = useIntl();
  const { data = [] } = useCompletenessCountsQuery(undefined);
  const label = intl.formatMessage(DESK_TITLE);

  return (
    <SubNav.Main aria-label={label}>
      <SubNav.Header label={label} />
      <Divider />
      <SubNav.Content>
        <SubNav.Sections>
          {sectionsOf(data).map(({ id, title, lists }) => (
            <SubNav.Section key={id} label={intl.formatMessage(title)}>
              {lists.map(({ name, count }) => (
                <SubNav.Link
                  key={name}
                  to={`/completeness/${name}`}
                  label={intl.formatMessage(LIST_TEXTS[name].label)}
                  endAction={<Count count={count} />}
                />
              ))}
            </SubNav.Section>
          ))}
        </SubNav.Sections>
      </SubNav.Content>
    </SubNav.Main>
  );
};
