using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>A second person agrees with a verdict that releases something strong, or reopens the finding.</summary>
public sealed class AgreeWithFinding(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid finding, int version, bool agrees, string? secondNote)
    {
        var application = (await db.ReadAsync(work => Findings.GetAsync(work, finding))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            agrees ? AuditAction.FindingAgreed : AuditAction.FindingReopened,
            application,
            async work =>
            {
                var found = await Findings.GetAsync(work, finding);
                if (DecideFinding.WhyCannotTouch(found, version) is { } stale)
                    return stale;
                if (FindingRules.WhyCannotAgree(found.Verdict, !found.IsOpen, found.DecidedById, actor.Id, secondNote) is { } refusal)
                    return refusal;
                if (await DecideFinding.WhyTellingAsync(work, found, secondNote, nameof(secondNote)) is { } telling)
                    return telling;
                if (await DecideFinding.WhyDecidedAsync(work, found) is { } decided)
                    return decided;
                await work.ExecuteOneAsync(
                    agrees ? AgreeSql : ReopenSql,
                    new
                    {
                        finding,
                        version,
                        By = actor.Id,
                        work.Now,
                        Note = secondNote!.Trim(),
                    }
                );
                if (agrees)
                    await DecideFinding.KeepAsync(work, actor, found, (found.DecidedById!.Value, found.DecidedAt!.Value), actor.Id);
                await ApplicationChecks.RefreshAsync(work, application);
                work.Note(
                    $"{found.Sentence}: {FindingRules.Name(found.Verdict!.Value, found.Kind)} by {found.DecidedBy}, {(agrees ? "agreed" : "opened again")}. {DecideFinding.Reason(found, secondNote)}"
                );
                return Result.Done;
            }
        );
    }

    private const string AgreeSql =
        "update Finding set SecondBy = @By, SecondAt = @Now, SecondNote = @Note, IsOpen = 0, Version = Version + 1 where Id = @finding and Version = @version";
    private const string ReopenSql =
        "update Finding set Verdict = null, Reason = null, DecidedBy = null, DecidedAt = null, SecondBy = null, SecondAt = null, SecondNote = null, IsOpen = 1, Version = Version + 1 where Id = @finding and Version = @version";
}
