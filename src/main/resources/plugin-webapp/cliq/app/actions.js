// What a person can decide about a post that may have been delivered. Both ask first: one may post twice, the other never.
import {alert, element} from './dom.js';
import {time} from './words.js';

const POST_AGAIN = {
  label: 'Post again',
  icon: 'glyphicon-repeat',
  question: 'Post the message again?',
  text: [
    'Nobody knows whether an earlier attempt was delivered. If it was, the chat will show the message twice.',
    'Look into the chat before you decide.',
  ],
  act: (journal, post) => journal.postAgain(post),
};

const MARK_DELIVERED = {
  label: 'Mark as delivered',
  icon: 'glyphicon-ok',
  question: 'Mark the post as delivered?',
  text: [
    'The process goes on as if Cliq had confirmed it. Nothing is posted.',
    'Do this if you have seen the message in the chat.',
  ],
  act: (journal, post) => journal.markDelivered(post),
};

/** @param place where a dialog may live; it goes when Cockpit takes the place away */
export function decisions(post, journal, place, done) {
  if (!post.decidable) {
    return [];
  }
  return [POST_AGAIN, MARK_DELIVERED].map(choice =>
    element(
      'button',
      {
        type: 'button',
        className: 'btn btn-default btn-sm action-button',
        title: choice.label,
        'aria-label': choice.label,
        onclick: () => ask(choice, post, journal, place, done),
      },
      element('span', {className: `glyphicon ${choice.icon}`}),
    ),
  );
}

function ask(choice, post, journal, place, done) {
  const problem = element('div', {});
  const cancel = element('button', {type: 'button', className: 'btn btn-default'}, 'Cancel');
  const confirm = element('button', {type: 'button', className: 'btn btn-primary'}, choice.label);
  const dialog = element(
    'dialog',
    {className: 'cliq-dialog', 'aria-label': choice.question},
    element('div', {className: 'modal-header'}, element('h3', {}, choice.question)),
    element(
      'div',
      {className: 'modal-body'},
      problem,
      ...choice.text.map(paragraph => element('p', {}, paragraph)),
      element(
        'dl',
        {className: 'cliq-facts'},
        ...facts(post).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
      ),
    ),
    element('div', {className: 'modal-footer'}, cancel, confirm),
  );
  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('cancel', event => {
    if (cancel.disabled) {
      event.preventDefault();
    }
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    done();
  });
  confirm.addEventListener('click', async () => {
    confirm.disabled = true;
    cancel.disabled = true;
    try {
      await choice.act(journal, post);
      dialog.close();
    } catch (failure) {
      problem.replaceChildren(alert('danger', failure.message));
      dialog.scrollTop = 0;
    }
    cancel.disabled = false;
    cancel.focus({preventScroll: true});
  });
  place.append(dialog);
  dialog.showModal();
  dialog.scrollTop = 0;
}

function facts(post) {
  const all = [
    ['Chat', post.chat],
    ['Connection', post.connection],
    ['Kind', post.kind],
    ['Time', time(post.created)],
    ['Activity', post.activity],
    ['Process', post.process],
    ['Instance', post.processInstance],
    ['Business key', post.businessKey],
    ['Job', post.suspended ? 'suspended; it goes on when it is activated' : ''],
  ];
  return all.filter(([, value]) => value);
}
