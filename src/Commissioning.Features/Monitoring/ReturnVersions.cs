using Commissioning.Domain.Monitoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Monitoring;

/// <summary>A return as it was each time it was sent.</summary>
public static class ReturnVersions
{
    public sealed record SentVersion
    {
        public required int Number { get; init; }
        public required DateTime SentAt { get; init; }
        public required string SentBy { get; init; }
        public required ReturnCopy Content { get; init; }
    }

    /// <summary>The newest last.</summary>
    public static Task<IReadOnlyList<SentVersion>> OfAsync(Work work, Guid id) =>
        work.QueryAsync<SentVersion>(
            "select v.Number, v.SentAt, p.DisplayName as SentBy, v.Content from ReturnVersion v join Person p on p.Id = v.SentBy where v.ReturnId = @id order by v.Number",
            new { id }
        );

    /// <summary>Keeps with the last sending the grant and its lines as they are on the day of acceptance; what was said stays.</summary>
    internal static async Task AcceptAsync(Work work, ReturnReader.MonitoringReturn view)
    {
        if ((await OfAsync(work, view.Return.Id)).LastOrDefault() is { } last)
            await work.ExecuteOneAsync(
                "update ReturnVersion set Content = @Content where ReturnId = @Id and Number = @Number",
                new
                {
                    view.Return.Id,
                    last.Number,
                    Content = last.Content with
                    {
                        Grant = view.Return.Award,
                        Lines = last
                            .Content.Lines.Select(line =>
                                line with
                                {
                                    Budget = view.Budget.FirstOrDefault(one => one.Id == line.Id)?.Requested ?? line.Budget,
                                }
                            )
                            .ToList(),
                    },
                }
            );
    }

    internal static ReturnCopy CopyOf(ReturnReader.MonitoringReturn view) =>
        new()
        {
            Grant = view.Return.Award,
            Spent = view.Return.Spent,
            Forecast = view.Return.Forecast,
            Lines = view
                .Budget.Where(line => view.Spending.ContainsKey(line.Id))
                .Select(line => new ReturnCopy.Line(
                    line.Id,
                    line.Item,
                    line.Requested,
                    view.Spending[line.Id].Spent,
                    view.Spending[line.Id].Explanation
                ))
                .ToList(),
            Outcomes = view
                .Outcomes.Where(outcome => view.Achieved.ContainsKey(outcome.Id))
                .Select(outcome => (outcome, came: view.Achieved[outcome.Id]))
                .Select(pair => new ReturnCopy.Outcome(
                    pair.outcome.Id,
                    pair.outcome.Outcome,
                    pair.came.Achieved,
                    pair.came.BeforeFigure,
                    pair.came.AfterFigure,
                    pair.came.Verdict
                ))
                .ToList(),
            PeopleNew = view.Return.PeopleNew,
            PeopleRepeat = view.Return.PeopleRepeat,
            People = view.People.Select(one => new ReturnCopy.Counted(one.Question, one.Choice, one.People)).ToList(),
            Delivered = view.Return.Delivered,
            Learned = view.Return.Learned,
            Story = view.Return.Story,
            Quote = view.Return.QuoteText,
            Answers = view.OwnAnswers.GroupBy(one => one.Wording).ToDictionary(group => group.Key, group => group.First().Answer),
            Photos = view.Photos.Count,
            Replies = view.Open.Select(point => new ReturnCopy.Reply(view.Label(point.Part), point.Note, point.Answer)).ToList(),
            Receipts = view.Receipts.Select(receipt => receipt.Name).ToList(),
        };
}
