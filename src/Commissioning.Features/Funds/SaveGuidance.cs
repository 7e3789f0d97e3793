using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Saves what applicants read of a round beside its details. Fixed from publication.</summary>
public sealed class SaveGuidance(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid round, RoundGuidance guidance) =>
        db.ChangeAsync(
            actor,
            AuditAction.GuidanceChanged,
            round,
            async work =>
            {
                if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen)
                    return frozen;
                if (GuidanceRules.WhyWrong(guidance) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var before = await RoundReader.GuidanceAsync(work, round);
                await work.ExecuteAsync("delete from RoundGuidance where RoundId = @round", new { round });
                await InsertAsync(work, round, guidance);
                work.Note(RoundChanges.Guidance(before, guidance).ToString());
                return Result.Done;
            }
        );

    internal static Task InsertAsync(Work work, Guid round, RoundGuidance guidance) =>
        work.ExecuteAsync(
            """
            insert into RoundGuidance (RoundId, WhoCanApply, WhatWeFund, NeverFund, VideoHref, ContactName, ContactPhone, ContactHours)
            values (@round, @WhoCanApply, @WhatWeFund, @NeverFund, @VideoHref, @ContactName, @ContactPhone, @ContactHours)
            """,
            new
            {
                round,
                guidance.WhoCanApply,
                guidance.WhatWeFund,
                guidance.NeverFund,
                guidance.VideoHref,
                guidance.ContactName,
                guidance.ContactPhone,
                guidance.ContactHours,
            }
        );
}
