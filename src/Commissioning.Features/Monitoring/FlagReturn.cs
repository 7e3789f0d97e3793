using Commissioning.Domain;
using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>Keeps with a return, as it is sent, what its reviewer should look at. The board counts the same flags.</summary>
internal static class FlagReturn
{
    public static async Task RunAsync(Work work, ReturnReader.MonitoringReturn view)
    {
        var id = view.Return.Id;
        var claimed = (
            await work.QueryAsync<Claimed>(
                "select x.BudgetLineId, sum(x.Amount) as Amount from ClaimReceipt x join Claim c on c.Id = x.ClaimId where c.AwardId = @AwardId and c.State = 'Accepted' group by x.BudgetLineId",
                view.Return
            )
        ).ToDictionary(row => row.BudgetLineId, row => row.Amount);
        var flags = ReturnFlags.Of(
            FiguresOf(view, claimed.Values.Sum()),
            Tolerance.Of(view.Return.Award, view.Policy),
            view.Budget.Select(line => claimed.GetValueOrDefault(line.Id)).ToList(),
            [],
            LondonTime.DateOf(work.Now)
        );
        await work.ExecuteAsync("delete from ReturnFlag where ReturnId = @id", new { id });
        await work.ExecuteAsync(
            "insert into ReturnFlag (ReturnId, Position, Name, Sentence, Confirmed) values (@id, @Position, @Name, @Sentence, @Confirmed)",
            flags.Select(
                (flag, i) =>
                    new
                    {
                        id,
                        Position = i + 1,
                        flag.Name,
                        Sentence = flag.Sentence.Length <= 1000 ? flag.Sentence : flag.Sentence[..999] + "…",
                        flag.Confirmed,
                    }
            )
        );
    }

    private static ReturnFigures FiguresOf(ReturnReader.MonitoringReturn view, Money claimed) =>
        new()
        {
            Grant = view.Return.Award,
            ProjectStarts = view.Return.ProjectStarts,
            Kind = view.Return.Kind,
            Spent = view.Return.Spent,
            SpentBefore = view.Before?.Spent,
            Claimed = claimed,
            Lines = view
                .Budget.Select(line => new BudgetLineSpend(
                    line.Item,
                    line.Requested,
                    view.Earlier.GetValueOrDefault(line.Id),
                    view.Spending.GetValueOrDefault(line.Id)?.Spent,
                    null
                ))
                .ToList(),
            PeopleNew = view.Return.PeopleNew,
            PeopleRepeat = view.Return.PeopleRepeat,
            PeopleBefore = view.Before?.PeopleNew,
            Promises = view
                .Outcomes.Select(outcome =>
                {
                    var came = view.Achieved.GetValueOrDefault(outcome.Id);
                    return new ReturnFigures.Promise(
                        outcome.Outcome,
                        outcome.Baseline,
                        outcome.Target,
                        came?.BeforeFigure,
                        came?.AfterFigure,
                        came?.Verdict
                    );
                })
                .ToList(),
        };

    private sealed record Claimed
    {
        public required Guid BudgetLineId { get; init; }
        public required Money Amount { get; init; }
    }
}
