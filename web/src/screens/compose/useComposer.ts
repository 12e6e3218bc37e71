import { useForm } from '@mantine/form';
import {
  skipToken,
  useIsMutating,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { client, type CreatedPost } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import {
  forgetForm,
  forgetRequest,
  recallForm,
  rememberBoard,
  rememberForm,
  idempotencyKeyFor,
} from './form-memory.ts';
import { fieldErrors } from './fields.tsx';
import { uploadedItem } from './media/items.ts';
import { useUploads } from './media/useUploads.ts';
import { missing, sortProblems, type SortedProblems } from './problems.ts';
import { blank, toPost, type ComposeValues, type Intent } from './values.ts';

/** The form from top to bottom, for the focus after a refusal; `media.1.link` is among the media. */
const order = [
  'media',
  'mediaUrl',
  'coverSecond',
  'accountId',
  'boardId',
  'title',
  'description',
  'link',
  'altText',
];
const placeOf = (field: string) => order.indexOf(field.split('.')[0] ?? '');

interface Sending {
  values: ComposeValues;
  intent: Intent;
}

/** The accepted post waits in the query cache: it is found again even when one left the page. */
const useAccepted = () =>
  useQuery<CreatedPost>({
    queryKey: keys.accepted,
    queryFn: skipToken,
    staleTime: Infinity,
    gcTime: Infinity,
  }).data;

export function useComposer() {
  const queryClient = useQueryClient();
  const accepted = useAccepted();
  const [problems, setProblems] = useState<SortedProblems | null>(null);
  const form = useForm<ComposeValues>({
    initialValues: { ...blank, ...recallForm() },
    onValuesChange: rememberForm,
  });

  const uploads = useUploads((media) => form.insertListItem('media', uploadedItem(media)));

  const show = (found: SortedProblems) => {
    setProblems(found);
    form.setErrors(fieldErrors(found.atFields));
    const [first] = Object.keys(found.atFields).sort((a, b) => placeOf(a) - placeOf(b));
    // The summary takes the focus when no field does; it mounts with this state.
    if (first) requestAnimationFrame(() => document.getElementById(`compose-${first}`)?.focus());
  };

  const sending = useMutation({
    mutationKey: ['send-post'],
    mutationFn: ({ values, intent }: Sending) => {
      const post = toPost(values, intent);
      return client.posts.create(post, { idempotencyKey: idempotencyKeyFor(post, intent) });
    },
    onSuccess: (created, { values }) => {
      forgetRequest();
      if (values.boardId) rememberBoard(values.accountId, values.boardId);
      if (created.post.status !== 'failed') forgetForm();
      queryClient.setQueryData(keys.accepted, created);
      void queryClient.invalidateQueries({ queryKey: keys.posts });
    },
    onError: (error, { values }) => show(sortProblems(error, values.media.length)),
  });
  const busy = useIsMutating({ mutationKey: ['send-post'] }) > 0;

  const send = (intent: Intent) => {
    if (busy) return;
    const values = form.getValues();
    const absent = missing(values, intent, uploads.sending);
    if (Object.keys(absent).length > 0)
      return show({ atFields: absent, elsewhere: [], requestId: null });
    form.clearErrors();
    setProblems(null);
    sending.mutate({ values, intent });
  };

  /** Back to the form: empty for another Pin, or as it was to correct it. */
  const startOver = (keep: boolean) => {
    const { accountId, boardId } = form.getValues();
    queryClient.removeQueries({ queryKey: keys.accepted });
    setProblems(null);
    form.clearErrors();
    if (!keep) form.setValues({ ...blank, accountId, boardId });
  };

  const sendingAs = sending.variables?.intent;
  return { form, uploads, send, busy, sendingAs, problems, accepted, startOver };
}

export type Composer = ReturnType<typeof useComposer>;
export type ComposeForm = Composer['form'];
