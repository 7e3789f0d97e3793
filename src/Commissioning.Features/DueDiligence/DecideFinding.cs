using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>An officer gives a finding its verdict. One that releases something strong waits for a second person
/// (<see cref="AgreeWithFinding"/>).</summary>
public sealed class DecideFinding(Db db)
{
    /// <param name="version">Of the finding when its page was opened.</param>
    public async Task<Result> RunAsync(Actor actor, Guid finding, int version, FindingVerdict? verdict, string? reason)
    {
        var application = (await db.ReadAsync(work => Findings.GetAsync(work, finding))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.FindingDecided,
            application,
            async work =>
            {
                var found = await Findings.GetAsync(work, finding);
                if (WhyCannotTouch(found, version) is { } stale)
                    return stale;
                if (FindingRules.WhyCannotDecide(found.Kind, verdict, reason) is { } refusal)
                    return refusal;
                if (await WhyTellingAsync(work, found, reason, nameof(reason)) is { } telling)
                    return telling;
                if (await WhyDecidedAsync(work, found) is { } decided)
                    return decided;
                var given = verdict!.Value;
                var counts = FindingRules.IsSettled(found.Kind, found.Level, given, hasSecond: false);
                await work.ExecuteOneAsync(
                    "update Finding set Verdict = @given, Reason = @Reason, DecidedBy = @By, DecidedAt = @Now, SecondBy = null, SecondAt = null, SecondNote = null, IsOpen = @IsOpen, Version = Version + 1 where Id = @finding and Version = @version",
                    new
                    {
                        finding,
                        version,
                        given,
                        Reason = reason!.Trim(),
                        By = actor.Id,
                        work.Now,
                        IsOpen = !counts,
                    }
                );
                if (counts)
                    await KeepAsync(
                        work,
                        actor,
                        found with
                        {
                            Verdict = given,
                            Reason = reason.Trim(),
                        },
                        (actor.Id, work.Now),
                        secondBy: null
                    );
                else if (found.Kind == FindingKind.SanctionsHit)
                    await ReviewSanction.WithdrawAsync(work, await OrganisationAsync(work, found), found.KeyText);
                await ApplicationChecks.RefreshAsync(work, application);
                work.Note(
                    $"{found.Sentence}: {Words(found, given)}. {Reason(found, reason)}{(counts ? "" : " It waits for a second person.")}"
                );
                return Result.Done;
            }
        );
    }

    private static async Task<Guid> OrganisationAsync(Work work, Findings.Finding found) =>
        (await ApplicationChecks.ApplicationAsync(work, found.ApplicationId)).OrganisationId;

    /// <summary>What the history may say of a reason: that about the sanctions list names people, and stays with the verdict.</summary>
    internal static string Reason(Findings.Finding found, string reason) =>
        found.Kind == FindingKind.SanctionsHit ? "The reason is kept with the verdict." : reason.Trim();

    internal static string Words(Findings.Finding found, FindingVerdict given) =>
        found.Verdict is { } before && before != given
            ? $"{FindingRules.Name(before, found.Kind)} became {FindingRules.Name(given, found.Kind)}"
            : FindingRules.Name(given, found.Kind);

    internal static Refusal? WhyCannotTouch(Findings.Finding found, int version)
    {
        if (found.GoneAt is { } gone)
            return new($"This is no longer so since {LondonTime.DateAndTime(gone)}, so it needs no verdict");
        return found.Version == version
            ? null
            : new(
                found.Verdict is { } verdict
                    ? $"{found.DecidedBy} decided this finding while you had it open: {FindingRules.Name(verdict, found.Kind)}. {found.Reason} Read it again before you change it."
                    : "What was found has changed while you had it open. Read it again."
            );
    }

    /// <summary>A reason is read by all who check the application, so where only the leads for concerns read what the matter is, it may not
    /// say it either.</summary>
    internal static async Task<Refusal?> WhyTellingAsync(Work work, Findings.Finding found, string? text, string field) =>
        found.Kind == FindingKind.ClosedConcern
        || (found is { Kind: FindingKind.StopFlag, SubjectId: { } flag } && (await StopFlagQueries.GetAsync(work, flag)).IsRestricted)
            ? StopFlagRules.WhyTelling(text, field)
            : null;

    /// <summary>After the decision, what the decision rested on stays as it was.</summary>
    internal static async Task<Refusal?> WhyDecidedAsync(Work work, Findings.Finding found) =>
        (await ApplicationChecks.ApplicationAsync(work, found.ApplicationId)).DecidedAt is not null
        && !FindFindings.IsLookedFor(found.Kind, decided: true)
            ? new("This application is decided, so you can no longer change the findings behind the decision")
            : null;

    /// <summary>Where a verdict holds for more than this application, it is kept there as well.</summary>
    /// <param name="decided">Who gave the verdict, and when.</param>
    /// <param name="secondBy">Who agreed. Null: no one had to.</param>
    internal static async Task KeepAsync(Work work, Actor actor, Findings.Finding found, (Guid By, DateTime At) decided, Guid? secondBy)
    {
        var organisation = await OrganisationAsync(work, found);
        if (found.Kind == FindingKind.PossibleDuplicate)
            await CompareOrganisations.SaveAsync(
                work,
                actor,
                organisation,
                found.SubjectId!.Value,
                found.Verdict == FindingVerdict.TheSame,
                found.Reason!
            );
        if (found.Kind == FindingKind.SanctionsHit)
            await ReviewSanction.SaveAsync(
                work,
                organisation,
                found.KeyText,
                found.Verdict == FindingVerdict.TheSame,
                found.Reason!,
                decided,
                secondBy
            );
    }
}
