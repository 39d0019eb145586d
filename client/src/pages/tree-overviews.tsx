import { loadOverviewWords } from '@meemaak/messages';
import { Overviews, type OverviewsProps } from '../features/overview/overviews.tsx';
import { LateWords } from '../view/late-words.tsx';

/** The ways to look at the tree as a whole, fetched after it, with words of their own. */
export function TreeOverviews(props: OverviewsProps) {
  return (
    <LateWords load={loadOverviewWords}>
      <Overviews {...props} />
    </LateWords>
  );
}
