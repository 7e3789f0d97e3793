using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Edits and orders a draft round's questions. A published form is frozen; errors are fixed by a correction: a new version that
/// says what changed and why, and is announced to everyone with a draft.</summary>
public sealed class FormEditor(Db db, Office office)
{
    public sealed record VersionRow
    {
        public required int Version { get; init; }
        public required string Reason { get; init; }
        public required string Changes { get; init; }
        public required string MadeByName { get; init; }
        public required DateTime MadeAt { get; init; }
    }

    public sealed record FormEditorPage(RoundSetup Setup, IReadOnlyList<Refusal> Problems, IReadOnlyList<VersionRow> Corrections);

    public Task<FormEditorPage> GetAsync(Guid round) =>
        db.ReadAsync(async work =>
        {
            var setup = await RoundReader.GetSetupAsync(work, round);
            return new FormEditorPage(
                setup,
                FormRules.WhyFormIsWrong(setup.Questions, setup.Documents),
                await work.QueryAsync<VersionRow>(
                    "select v.Version, v.Reason, v.Changes, p.DisplayName as MadeByName, v.MadeAt from RoundFormVersion v join Person p on p.Id = v.MadeBy where v.RoundId = @round order by v.Version desc",
                    new { round }
                )
            );
        });

    /// <param name="code">The question to change; null adds one after the last of its section.</param>
    public Task<Result> SaveAsync(Actor actor, Guid round, string? code, Question question) =>
        ChangeAsync(
            actor,
            code is null ? AuditAction.QuestionAdded : AuditAction.QuestionChanged,
            round,
            $"{(code is null ? "Added" : "Changed")}: {question.Wording}",
            (questions, _) =>
            {
                var place = questions.FindIndex(other => other.Code == code);
                if (place >= 0 && questions[place].Section == question.Section)
                    questions[place] = question;
                else
                {
                    if (place >= 0)
                        questions.RemoveAt(place);
                    var last = questions.FindLastIndex(other => other.Section == question.Section);
                    questions.Insert(last < 0 ? questions.Count : last + 1, question);
                }
                // A renamed code is also renamed in the conditions that refer to it.
                if (code is not null && code != question.Code)
                    for (var i = 0; i < questions.Count; i++)
                        questions[i] = questions[i] with
                        {
                            Settings = questions[i].Settings with
                            {
                                ShowWhen = Renamed(questions[i].Settings.ShowWhen, code, question.Code),
                                RequireWhen = Renamed(questions[i].Settings.RequireWhen, code, question.Code),
                            },
                        };
                return null;
            }
        );

    public Task<Result> RemoveAsync(Actor actor, Guid round, string code) =>
        ChangeAsync(
            actor,
            AuditAction.QuestionRemoved,
            round,
            $"Removed: {code}",
            (questions, documents) =>
            {
                var dependent = questions
                    .Where(question =>
                        question.Settings.ShowWhen.Concat(question.Settings.RequireWhen).Any(condition => condition.Question == code)
                    )
                    .Select(question => $"\"{question.Wording}\"")
                    .Concat(
                        documents
                            .Where(document => document.Settings.RequireWhen.Any(condition => condition.Question == code))
                            .Select(document => $"the document {document.Name}")
                    )
                    .ToList();
                if (dependent.Count > 0)
                    return new(
                        $"{string.Join(" and ", dependent)} {(dependent.Count == 1 ? "depends" : "depend")} on this question. Change that first."
                    );
                questions.RemoveAll(question => question.Code == code);
                return null;
            }
        );

    /// <summary>Moves a question one place up or down; past the edge of its section the whole section moves.</summary>
    public Task<Result> MoveAsync(Actor actor, Guid round, string code, bool up) =>
        ChangeAsync(
            actor,
            AuditAction.QuestionMoved,
            round,
            $"Moved {(up ? "up" : "down")}: {code}",
            (questions, _) =>
            {
                var place = questions.FindIndex(question => question.Code == code);
                if (place < 0)
                    throw new NotFoundException("No such question");
                var other = up ? place - 1 : place + 1;
                if (other < 0 || other >= questions.Count)
                    return null;
                if (questions[other].Section == questions[place].Section)
                    (questions[place], questions[other]) = (questions[other], questions[place]);
                else
                {
                    var (own, neighbour) = (questions[place].Section, questions[other].Section);
                    var sections = questions.Select(question => question.Section).Distinct().ToList();
                    var (i, j) = (sections.IndexOf(own), sections.IndexOf(neighbour));
                    (sections[i], sections[j]) = (sections[j], sections[i]);
                    var ordered = questions.OrderBy(question => sections.IndexOf(question.Section)).ToList(); // Stable within a section.
                    questions.Clear();
                    questions.AddRange(ordered);
                }
                return null;
            }
        );

    /// <summary>Corrects a published question: wording, guidance, example, limit, choices and rules, and whether it is required. Kind,
    /// code, section and place stay, so that no answer is lost.</summary>
    public Task<Result> CorrectAsync(Actor actor, Guid round, Question question, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.FormCorrected,
            round,
            async work =>
            {
                var setup = await RoundReader.GetSetupAsync(work, round);
                if (setup.Round.PublishedAt is null)
                    return new Refusal("The round is not published, so change the question itself");
                if (RoundRules.HasClosed(setup.Round, work.Now))
                    return new Refusal("The round has closed, so you cannot change the form that applicants answered");
                if (string.IsNullOrWhiteSpace(reason))
                    return new Refusal("Say why you are correcting the form. We tell applicants.", nameof(reason));
                var old =
                    setup.Questions.FirstOrDefault(other => other.Code == question.Code) ?? throw new NotFoundException("No such question");
                var corrected = question with
                {
                    Id = old.Id,
                    Position = old.Position,
                    Section = old.Section,
                    Code = old.Code,
                    Kind = old.Kind,
                    Settings = question.Settings with
                    {
                        ShowWhen = old.Settings.ShowWhen,
                        RequireWhen = old.Settings.RequireWhen,
                        Columns = old.Settings.Columns,
                    },
                };
                if (
                    FormRules.WhyFormIsWrong(
                        setup.Questions.Select(other => other.Code == old.Code ? corrected : other).ToList(),
                        setup.Documents
                    )
                    is [var refusal, ..]
                )
                    return refusal;
                var changes = FormRules.WhatChanged(old, corrected);
                if (changes.Count == 0)
                    return new Refusal("Nothing was changed");
                var version = setup.Round.FormVersion;
                await work.ExecuteAsync(
                    "insert into RoundFormVersion (RoundId, Version, FormJson, Reason, Changes, MadeBy, MadeAt) values (@round, @version, @Json, @Reason, @Changes, @By, @Now)",
                    new
                    {
                        round,
                        version,
                        Json = RoundFile.Write(setup),
                        Reason = reason.Trim(),
                        Changes = string.Join('\n', changes),
                        By = actor.Id,
                        work.Now,
                    }
                );
                await work.ExecuteOneAsync(
                    "update Question set Wording = @Wording, Hint = @Hint, WordLimit = @WordLimit, Required = @Required, Settings = @Settings where Id = @Id",
                    new
                    {
                        corrected.Id,
                        corrected.Wording,
                        corrected.Hint,
                        corrected.WordLimit,
                        corrected.Required,
                        corrected.Settings,
                    }
                );
                await work.ExecuteOneAsync(
                    "update Round set FormVersion = FormVersion + 1 where Id = @round and FormVersion = @version",
                    new { round, version }
                );
                await TellDraftsAsync(work, setup.Round, changes, reason.Trim());
                work.Note($"Form version {version + 1}, {old.Wording}");
                work.Note(RoundChanges.Questions([old], [corrected]).ToString());
                work.Note(reason.Trim());
                return Result.Done;
            }
        );

    private async Task TellDraftsAsync(Work work, Round round, IReadOnlyList<string> changes, string reason)
    {
        foreach (var draft in await work.QueryAsync<Draft>(DraftsSql, new { Round = round.Id }))
            await work.EmailAsync(
                new(
                    draft.Email,
                    $"The form of {round.Name} has changed",
                    $"""
                    Hello {draft.DisplayName},

                    We have corrected the form for {round.FullName}. You have a draft in this round. What changed:

                    {string.Join('\n', changes)}

                    Why: {reason}

                    We have kept what you wrote. Check your draft before you send it: {office.LinkTo(Links.Applications.TaskList(draft.Id))}

                    {office.FunderName}
                    """,
                    draft.Id
                )
            );
    }

    private Task<Result> ChangeAsync(
        Actor actor,
        AuditAction action,
        Guid round,
        string note,
        Func<List<Question>, IReadOnlyList<DocumentKind>, Refusal?> change
    ) =>
        db.ChangeAsync(
            actor,
            action,
            round,
            async work =>
            {
                // Update first, which locks the round, so that two officers' changes are serial.
                await work.ExecuteOneAsync("update Round set Version = Version + 1 where Id = @round", new { round });
                var details = await RoundReader.GetAsync(work, round);
                if (RoundRules.WhyCannotChange(details) is { } frozen)
                    return frozen;
                var questions = (await RoundReader.QuestionsAsync(work, round)).ToList();
                var documents = await RoundReader.DocumentsAsync(work, round);
                // A form with existing faults may be corrected one question at a time, but no new fault is allowed.
                var asked = questions.ToList();
                var before = FormRules.WhyFormIsWrong(questions, documents).Select(refusal => refusal.Sentence).ToHashSet();
                if (change(questions, documents) is { } refusal)
                    return refusal;
                if (
                    FormRules.WhyFormIsWrong(questions, documents).FirstOrDefault(problem => !before.Contains(problem.Sentence)) is
                    { } wrong
                )
                    return wrong with { Field = null };
                await RoundContent.ReplaceQuestionsAsync(work, round, questions);
                work.Note(note);
                if (action == AuditAction.QuestionChanged)
                    work.Note(RoundChanges.Questions(asked, questions).ToString());
                return Result.Done;
            }
        );

    private static IReadOnlyList<ShowCondition> Renamed(IReadOnlyList<ShowCondition> conditions, string from, string to) =>
        conditions.Select(condition => condition.Question == from ? condition with { Question = to } : condition).ToList();

    private const string DraftsSql = """
        select   a.Id, p.DisplayName, p.Email
        from     Application a
        join     OrganisationMember m on m.OrganisationId = a.OrganisationId
        join     Person p on p.Id = m.PersonId
        where    a.RoundId = @Round and a.Status = 'Draft' and a.Channel = 'Online'
        order by a.StartedAt, p.Email, a.Id
        """;

    private sealed record Draft
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
    }
}
