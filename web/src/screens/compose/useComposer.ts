import { useForm } from '@mantine/form';
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { client, type CreatedPost } from '../../api/client.ts';
import { keys } from '../../api/keys.ts';
import { isMoving } from '../../api/queries.ts';
import { inDashboardWords } from '../../api/wording.ts';
import {
  forgetForm,
  forgetRequest,
  forgetSent,
  recallForm,
  recallSent,
  rememberBoard,
  rememberForm,
  rememberSent,
  idempotencyKeyFor,
} from './form-memory.ts';
import { fieldErrors } from './fields.tsx';
import { uploadedItem } from './media/items.ts';
import { useUploads } from './media/useUploads.ts';
import { useJudging } from './judging.ts';
import { missing, sortProblems, stillOpen, type SortedProblems } from './problems.ts';
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

export function useComposer() {
  const queryClient = useQueryClient();
  const [accepted, setAccepted] = useState<CreatedPost | null>(null);
  const location = useRouterState({ select: ({ location: at }) => at.state.__TSR_key });
  const [problems, setProblems] = useState<SortedProblems | null>(null);
  const form = useForm<ComposeValues>({
    initialValues: { ...blank, ...recallForm() },
    onValuesChange: (values, before) => {
      rememberForm(values);
      if (values.media !== before.media) form.clearFieldError('mediaUrl');
      setProblems((found) => found && stillOpen(found, before, values));
    },
  });
  const judging = useJudging(form.getInitialValues());

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
      setAccepted(created);
      if (created.post.status !== 'failed') forgetForm();
      if (isMoving(created.post)) rememberSent(created.post._id, values);
      void queryClient.invalidateQueries({ queryKey: keys.posts });
    },
    onError: (error, { values }) => show(sortProblems(error, values.media.length)),
  });
  const busy = useIsMutating({ mutationKey: ['send-post'] }) > 0;

  const send = (intent: Intent) => {
    if (busy) return;
    const values = form.getValues();
    judging.judgeAll();
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
    setAccepted(null);
    setProblems(null);
    form.clearErrors();
    if (!keep) {
      form.setValues({ ...blank, accountId, boardId });
      judging.reset(blank);
    }
  };

  // "New Pin" was chosen while the outcome of the last one was on screen.
  const visit = useRef(location);
  const newVisit = useEffectEvent(() => {
    if (accepted) startOver(accepted.post.status === 'failed');
  });
  useEffect(() => {
    if (visit.current === location) return;
    visit.current = location;
    newVisit();
  }, [location]);

  /** A Pin that failed after its page was left comes back to be corrected, unless another was begun. */
  const { mutate: takeBack } = useMutation({
    mutationFn: async () => {
      const sent = recallSent();
      const { media = [], mediaUrl, title, description } = recallForm();
      // Account and board are chosen by the form itself.
      const untouched = media.length === 0 && !mediaUrl && !title && !description;
      if (!sent || !untouched) return;
      const { post } = await client.posts.get(sent.postId);
      if (isMoving(post)) return;
      forgetSent();
      const failure = post.platforms.find(({ problem }) => problem)?.problem;
      if (post.status !== 'failed' || !failure) return;
      form.setValues(sent.values);
      setProblems({ atFields: {}, elsewhere: [inDashboardWords(failure)], requestId: null });
    },
  });
  useEffect(() => takeBack(), [takeBack]);

  const sendingAs = sending.variables?.intent;
  /** Sends it to go out at a time, ISO 8601. */
  const schedule = (at: string) => send({ at });
  return {
    form,
    uploads,
    send,
    schedule,
    busy,
    sendingAs,
    problems,
    judging,
    accepted,
    startOver,
  };
}

export type Composer = ReturnType<typeof useComposer>;
export type ComposeForm = Composer['form'];
