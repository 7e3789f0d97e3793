using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Features.Decisions;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Funds an application on the reserve list from returned money, after the round's letters were sent (R56). This is a decision
/// with its own number; passing over an earlier application on the list needs a reason. The offer is sent with the day's letters.</summary>
public sealed class FundReserve(Db db, Office office)
{
    public sealed record ReserveOffer(
        Round Round,
        IReadOnlyList<ReserveList.ReserveRow> List,
        ReserveList.ReserveRow Application,
        Money Left,
        Refusal? WhyNot
    )
    {
        /// <summary>Why it will reduce crime, to accept or rewrite.</summary>
        public required string OfferedReason { get; init; }

        /// <summary>What is offered is a draft from the application, which nobody wrote.</summary>
        public required bool IsReasonDraft { get; init; }
        public IReadOnlyList<ReserveList.ReserveRow> PassedOver =>
            List.TakeWhile(row => row.ApplicationId != Application.ApplicationId).Where(row => !row.Expired && row.Amount <= Left).ToList();
    }

    public Task<ReserveOffer> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work => (await ViewAsync(work, actor, application)).View);

    public Task<Result> RunAsync(Actor actor, Guid application, string? reason, bool? hasInterest, string? crimeReason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ReserveFunded,
            application,
            async work =>
            {
                await work.ExecuteAsync(
                    "update Round set Version = Version + 1 where Id = (select a.RoundId from Application a where a.Id = @application)",
                    new { application }
                );
                var (view, decision) = await ViewAsync(work, actor, application);
                if (view.WhyNot is { } refusal)
                    return refusal;
                if (reason?.Trim() is not { Length: > 0 and <= 1000 } why)
                    return new Refusal(
                        view.PassedOver.Count > 0
                            ? $"Say why you are funding this one before {view.PassedOver[0].Reference}, in up to 1,000 characters"
                            : "Say where the money comes from, in up to 1,000 characters",
                        nameof(reason)
                    );
                if (CrimeReasonRules.WhyNot(crimeReason, nameof(crimeReason)) is { } noReason)
                    return noReason;
                if (InterestRules.WhyInterested(hasInterest, view.Application.Reference) is { } interested)
                    return interested;
                var made = await FurtherDecision.ApplyAsync(
                    work,
                    actor,
                    office,
                    decision,
                    new(
                        DecisionChoice.Fund,
                        decision.Decided.Recommended,
                        null,
                        decision.Decided.Condition ?? decision.CheckCondition,
                        null,
                        CrimeReason: crimeReason!.Trim()
                    ),
                    why
                );
                if (made.IsDone)
                    return await FurtherDecision.QueueLetterAsync(work, actor, decision, made.Value) ?? (Result)made;
                return (Result)made;
            }
        );

    private static async Task<(ReserveOffer View, FurtherDecision.View Decision)> ViewAsync(Work work, Actor actor, Guid application)
    {
        var round =
            await work.FirstOrDefaultAsync<Guid?>("select RoundId from Application where Id = @application", new { application })
            ?? throw new NotFoundException("No such application");
        var list = await ReserveList.OfAsync(work, round);
        var submitted =
            list.FirstOrDefault(row => row.ApplicationId == application)
            ?? throw new NotFoundException("This application is not on a reserve list");
        var decision = await CorrectDecision.ReserveAsync(work, actor, application);
        return (
            new(
                await RoundReader.GetAsync(work, round),
                list,
                submitted,
                decision.Left,
                submitted.Expired
                    ? new Refusal($"Its place on the reserve list ended on {LondonTime.Date(submitted.Until)}")
                    : decision.WhyNot
            )
            {
                OfferedReason = decision.Decided.OfferedReason,
                IsReasonDraft = decision.Decided.CrimeReason is null,
            },
            decision
        );
    }
}
