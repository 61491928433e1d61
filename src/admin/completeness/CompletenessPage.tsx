import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';
import { ListView } from './ListView';
import { Overview } from './Overview';
import { DESK_PERMISSIONS } from './permissions';

/** The desk: all lists with their counts, and below each its entries. */
export default function CompletenessPage() {
  return (
    <Page.Protect permissions={DESK_PERMISSIONS}>
      <Routes>
        <Route index element={<Overview />} />
        <Route path=":list" element={<ListView />} />
      </Routes>
    </Page.Protect>
  );
}
