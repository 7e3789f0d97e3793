using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Passes many checks at once, each by the rules of one: the clean ones in one press, and those for which somebody read the
/// papers on one note.</summary>
public sealed class PassChecks(Db db)
{
    public const int MostAtOnce = 500;

    /// <param name="Refused">Why the others did not pass.</param>
    public sealed record Passed(int Count, IReadOnlyList<string> Refused);

    /// <summary>Passes ticked checks of one application on one note.</summary>
    public async Task<Result<Passed>> RunAsync(
        Actor actor,
        Guid application,
        IReadOnlyCollection<Guid> selected,
        string? note,
        string? source
    )
    {
        if (selected.Count == 0)
            return new Refusal("Tick at least one check", nameof(selected));
        if (WhyNoteRefused(note, source) is { } thin)
            return thin;
        var (count, refused) = await PassAsync(
            actor,
            AuditAction.ChecksPassed,
            application,
            (check, found, facts) =>
                !selected.Contains(check.Id) ? null
                : CleanRules.IsCompared(check.Kind) ? CleanRules.WhyNotClean(check.Kind, found, facts) ?? Passes
                : CleanRules.WhyCannotPassByEye(check.Kind, found, facts.Numbers) ?? Passes,
            (_, _) => (note!, source)
        );
        return Result.Made(new Passed(count, refused.Select(one => $"{one.Name}: {one.Why}").ToList()));
    }

    /// <summary>Passes every clean check of each application; the note of each says what was looked at and what clean meant.</summary>
    public async Task<Result<Passed>> CleanAsync(Actor actor, IReadOnlyCollection<Guid> selected)
    {
        if (selected.Count == 0)
            return new Refusal("Tick at least one application", nameof(selected));
        return Result.Made(
            await EachAsync(
                actor,
                AuditAction.CleanChecksPassed,
                selected,
                (check, found, facts) =>
                    CleanRules.NeedsEyes(check.Kind) ? null : CleanRules.WhyNotClean(check.Kind, found, facts) ?? Passes,
                (check, facts) => CleanRules.WhatWasSeen(check.Kind, facts)
            )
        );
    }

    /// <summary>Passes one kind of check for ticked applications, whose papers somebody read.</summary>
    /// <param name="checkName">The name of the check in this round.</param>
    public async Task<Result<Passed>> ReadAsync(
        Actor actor,
        IReadOnlyCollection<Guid> selected,
        string? checkName,
        string? note,
        string? source
    )
    {
        if (selected.Count == 0)
            return new Refusal("Tick at least one application", nameof(selected));
        if (string.IsNullOrWhiteSpace(checkName))
            return new Refusal("Choose the check that you read the papers for", nameof(checkName));
        if (WhyNoteRefused(note, source) is { } thin)
            return thin;
        return Result.Made(
            await EachAsync(
                actor,
                AuditAction.ChecksRead,
                selected,
                (check, found, facts) =>
                    check.Name != checkName ? null : CleanRules.WhyCannotPassByEye(check.Kind, found, facts.Numbers) ?? Passes,
                (_, _) => (note!, source)
            )
        );
    }

    private static Refusal? WhyNoteRefused(string? note, string? source) =>
        ReasonRules.WhyTooThin(note, nameof(note), 2000)
        ?? (TextLimit.WhyTooLong([(source, 300, nameof(source))]) is [var wide, ..] ? wide : null);

    private static readonly Refusal Passes = new("");

    private async Task<Passed> EachAsync(
        Actor actor,
        AuditAction action,
        IReadOnlyCollection<Guid> selected,
        Func<ApplicationChecks.Check, IReadOnlyCollection<FindingState>, CleanFacts, Refusal?> ask,
        Func<ApplicationChecks.Check, CleanFacts, (string Note, string? Source)> words
    )
    {
        var (count, said) = (0, new List<string>());
        foreach (var application in selected.Distinct().Take(MostAtOnce))
        {
            var (passed, refused) = await PassAsync(actor, action, application, ask, words);
            count += passed;
            if (refused.Count == 0)
                continue;
            var reference = (await db.ReadAsync(work => ApplicationChecks.ApplicationAsync(work, application))).Reference;
            said.AddRange(refused.Select(one => $"{reference}, {one.Name}: {one.Why}"));
        }
        return new(count, said);
    }

    /// <summary>One change, and so one audit entry, for each application.</summary>
    /// <param name="ask">Null: leave this check alone; <see cref="Passes"/>: it passes; otherwise why not.</param>
    private async Task<(int Count, IReadOnlyList<(string Name, string Why)> Refused)> PassAsync(
        Actor actor,
        AuditAction action,
        Guid application,
        Func<ApplicationChecks.Check, IReadOnlyCollection<FindingState>, CleanFacts, Refusal?> ask,
        Func<ApplicationChecks.Check, CleanFacts, (string Note, string? Source)> words
    )
    {
        var (count, refused) = (0, new List<(string, string)>());
        var outcome = await db.ChangeAsync(
            actor,
            action,
            application,
            async work =>
            {
                (count, refused) = (0, []);
                // What arose since somebody last looked is found before anything passes.
                foreach (var news in await SyncFindings.RunAsync(work, application))
                    work.Note(news);
                var view = await ApplicationChecks.GetAsync(work, application);
                // Until the tier is determined, the portal has not looked yet.
                if (view.Tiering is null)
                    return new Refusal("The portal is still working out what to check. Try again in a minute.");
                var facts = await CleanQueries.OfApplicationAsync(work, application);
                foreach (var check in view.Checks.Where(check => IsToPass(check, view.Today)))
                {
                    if (ask(check, view.StatesFor(check), facts) is not { } answer)
                        continue;
                    var why = ReferenceEquals(answer, Passes)
                        ? await SaveAsync(work, actor, check, words(check, facts), view.Today)
                        : answer;
                    if (why is null)
                        count++;
                    else
                        refused.Add((check.Name, why.Sentence));
                }
                return count > 0 ? Result.Done : new Refusal("There is no check to pass here");
            }
        );
        if (outcome.FirstRefusal is { } refusal)
            (count, refused) = (0, refused.Count > 0 ? refused : [("Checks", refusal.Sentence)]);
        return (count, refused);
    }

    internal static bool IsToPass(ApplicationChecks.Check check, DateOnly today) =>
        !check.State.IsDone(today) && check.Status is not (CheckStatus.Fail or CheckStatus.Condition or CheckStatus.NotApplicable);

    private static Task<Refusal?> SaveAsync(
        Work work,
        Actor actor,
        ApplicationChecks.Check check,
        (string Note, string? Source) words,
        DateOnly today
    ) =>
        RecordCheck.SaveAsync(
            work,
            actor,
            new(
                check.Id,
                check.Version,
                CheckStatus.Pass,
                words.Note,
                words.Source,
                check.ValidMonths > 0 ? today.AddMonths(check.ValidMonths) : null,
                Evidence: null
            ),
            file: null
        );

    /// <summary>Such as "12 checks passed". Null: none did.</summary>
    public static string? Words(int passed) =>
        passed switch
        {
            0 => null,
            1 => "1 check passed",
            _ => $"{passed.ToString(CultureInfo.InvariantCulture)} checks passed",
        };
}
