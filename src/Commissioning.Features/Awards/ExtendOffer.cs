using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Messages;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The office gives the organisation more time to accept an offer.</summary>
public sealed class ExtendOffer(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid award, DateOnly? until, string? extendReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.OfferExtended,
            award,
            async work =>
            {
                var found = await AwardReader.FindAsync(work, award);
                if (AwardRules.WhyCannotEndOffer(found.Offer) is { } refusal)
                    return refusal;
                if (until is not { } day || day <= LondonTime.DateOf(work.Now))
                    return new Refusal("Enter a day after today", nameof(until));
                if (extendReason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal("Say why, in up to 1,000 characters", nameof(extendReason));
                if (await WhyDatesAreOverAsync(work, found, day) is { } over)
                    return over;
                await work.ExecuteOneAsync("update Award set AcceptBy = @day, Version = Version + 1 where Id = @award", new { award, day });
                await Recipients.TellAsync(
                    work,
                    office,
                    MessageKind.OfferMoreTime,
                    found.ApplicationId,
                    new Dictionary<string, string> { ["day"] = LondonTime.Date(day) },
                    Links.Awards.Accept(found.ApplicationId)
                );
                work.Note($"{found.Reference}. {new Changes().Add("Accept by", found.AcceptBy, day)}. {why}");
                return Result.Done;
            }
        );

    /// <summary>An agreement whose project or returns are over before it can be accepted is not to be accepted.</summary>
    private static async Task<Refusal?> WhyDatesAreOverAsync(Work work, AwardReader.AwardRow award, DateOnly until)
    {
        var facts = await work.FindAsync<Facts>(FactsSql, new { award.Id });
        if (facts.DatesKept)
            return null;
        var policy = (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards;
        var why = OfferDateRules.WhyHeld(
            award.StartsOn,
            award.EndsOn,
            ReturnSchedule.Plan(award.Net, facts.Enhanced, award.StartsOn, award.EndsOn, policy),
            LondonTime.DateOf(work.Now),
            until
        );
        return why.Count == 0
            ? null
            : new(
                $"{string.Join(". ", why)}. Give the offer new dates and send a corrected letter, which gives more time too.",
                nameof(until)
            );
    }

    private const string FactsSql = """
        select case when w.DatesKeptReason is null then 0 else 1 end as DatesKept,
               case when exists (select 1 from CheckPlan p where p.ApplicationId = w.ApplicationId and p.Tier = 'Enhanced') then 1 else 0 end as Enhanced
        from   Award w
        where  w.Id = @Id
        """;

    private sealed record Facts
    {
        public required bool DatesKept { get; init; }
        public required bool Enhanced { get; init; }
    }
}
