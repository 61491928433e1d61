/**
 * Names of countries found in film data beyond the seed names and those of i18n-iso-countries,
 * by the code they stand for.
 *
 * The rule for past names: a state whose code ISO withdrew has its own entry in
 * `database/seed/countries.json` where films were produced under that name (Soviet Union, Zaire).
 * A name under which a state that still exists was known is an alias of that state, because ISO
 * never gave it another code (West Germany, Siam).
 */
export const COUNTRY_ALIASES: Readonly<Record<string, readonly string[]>> = {
  AE: ['Emirates'],
  BA: ['Bosnia', 'Bosnia-Hercegovina'],
  BJ: ['Republic of Benin'],
  // ISO withdrew BYAA in 1992, but its studios' films are credited to the Soviet Union or Belarus.
  BY: ['Byelorussia', 'Belorussia', 'Byelorussian SSR'],
  CD: ['DR Congo', 'DRC', 'Congo-Kinshasa', 'Congo, The Democratic Republic of the'],
  // "Congo" alone is the ISO 3166-1 short name of this country, not of its larger neighbour.
  CG: ['Congo', 'Congo-Brazzaville', 'People’s Republic of the Congo'],
  CN: ['PRC', 'Mainland China'],
  CV: ['Cape Verde Islands'],
  // The Federal Republic of 1949 is the state that still exists; the East joined it in 1990.
  DE: ['West Germany', 'Federal Republic of Germany', 'FRG', 'BRD'],
  GB: ['England', 'Scotland', 'Wales', 'Northern Ireland', 'Britain'],
  GH: ['Gold Coast'],
  ID: ['Dutch East Indies'],
  IE: ['Republic of Ireland', 'Eire'],
  IR: ['Persia'],
  KH: ['Kampuchea', 'Democratic Kampuchea', 'Khmer Republic'],
  KP: ['DPRK', 'Democratic People’s Republic of Korea'],
  LK: ['Ceylon'],
  MK: ['Macedonia', 'Republic of Macedonia', 'FYROM'],
  MY: ['Malaya'],
  NL: ['Holland'],
  PS: ['Palestinian Territories', 'Occupied Palestinian Territory'],
  SK: ['Slovak Republic'],
  SZ: ['Swaziland'],
  TH: ['Siam'],
  TL: ['East Timor'],
  TW: ['Republic of China'],
  VA: ['Vatican', 'Holy See'],
  // ISO 3166:1974 gave VN to the South and VD to the North; VD was withdrawn in 1977.
  VN: ['Viet Nam', 'South Vietnam', 'Republic of Vietnam'],
  // As with Vietnam: YE was the Yemen Arab Republic, YD the South.
  YE: ['North Yemen', 'Yemen Arab Republic'],

  BUMM: ['Socialist Republic of the Union of Burma'],
  CSHH: ['Czechoslovak Socialist Republic', 'Czecho-Slovakia', 'ČSSR'],
  CSXX: ['State Union of Serbia and Montenegro'],
  DDDE: ['German Democratic Republic', 'GDR', 'DDR'],
  RHZW: ['Southern Rhodesia', 'Zimbabwe Rhodesia'],
  SUHH: ['USSR', 'Union of Soviet Socialist Republics'],
  VDVN: ['Democratic Republic of Vietnam'],
  YDYE: ['Democratic Yemen', 'People’s Democratic Republic of Yemen'],
  // The Federal Republic of 1992 kept the code YU until it was renamed Serbia and Montenegro (CS)
  // in 2003, so ISO 3166-3 files both Yugoslavias under YUCS; CSXX is only 2003 to 2006.
  YUCS: [
    'Federal Republic of Yugoslavia',
    'FR Yugoslavia',
    'Socialist Federal Republic of Yugoslavia',
    'SFR Yugoslavia',
    'Kingdom of Yugoslavia',
  ],
  ZRCD: ['Republic of Zaire'],
};
