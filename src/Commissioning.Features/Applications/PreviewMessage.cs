using Commissioning.Domain.Messages;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>How a message will read: with the names of an application that got one of its kind, or with samples. Nothing is sent.</summary>
public sealed class PreviewMessage(Db db, Office office)
{
    /// <summary>The number of records that a preview offers, newest first.</summary>
    private const int Offered = 20;

    /// <param name="Paragraphs">The greeting and the words, as the HTML part shows them.</param>
    /// <param name="Text">The text part.</param>
    public sealed record Preview(string Subject, IReadOnlyList<string> Paragraphs, string? Button, string Text);

    public sealed record Written
    {
        public required Guid ApplicationId { get; init; }
        public required string Fund { get; init; }
        public required string RoundName { get; init; }
        public required string BudgetYear { get; init; }
        public required string Reference { get; init; }
        public required string Project { get; init; }
        public required string Organisation { get; init; }
    }

    /// <summary>The applications about which a message of this kind was sent last.</summary>
    public Task<IReadOnlyList<Written>> RecordsAsync(Guid? fund, MessageKind kind) =>
        db.ReadAsync(work => work.QueryAsync<Written>(RecordsSql, new { fund, kind }));

    /// <param name="application">One of <see cref="RecordsAsync"/>; null: samples.</param>
    public async Task<Preview> RunAsync(Guid? fund, MessageKind kind, string subject, string body, Guid? application)
    {
        var message = MessageCatalogue.Of(kind);
        var values = new Dictionary<string, string>(MessageRules.Samples(message));
        if ((await RecordsAsync(fund, kind)).FirstOrDefault(record => record.ApplicationId == application) is { } found)
        {
            values["fund"] = found.Fund;
            values["round"] = $"{found.Fund}, {found.RoundName}, {found.BudgetYear}";
            values["reference"] = found.Reference;
            values["project"] = found.Project;
            values["organisation"] = found.Organisation;
        }
        var filled = MessageRules.Body(body, values);
        var (text, _) = MessageFrame.Write(
            office,
            "Amira Khan",
            filled,
            message.Button,
            message.Button is null ? null : "/...",
            MessageRules.Fill(message.Why, values)
        );
        return new(
            MessageRules.Fill(subject, values),
            [MessageRules.Greeting("Amira Khan"), .. MessageRules.Paragraphs(filled)],
            message.Button,
            text
        );
    }

    private static readonly string RecordsSql = $"""
        select   x.ApplicationId, x.Fund, x.RoundName, x.BudgetYear, x.Reference, x.Project, x.Organisation
        from     (select a.Id as ApplicationId, coalesce(r.FundName, f.Name) as Fund, r.Name as RoundName, r.BudgetYear, coalesce(a.Reference, '') as Reference,
                         coalesce(a.ProjectName, 'Your application') as Project, o.Name as Organisation, row_number() over (order by e.SentAt desc, a.Id) as RowNumber
                  from   (select SubjectId, max(CreatedAt) as SentAt from OutboxEmail where Kind = @kind group by SubjectId) e
                  join   Application a on a.Id = e.SubjectId
                  join   Organisation o on o.Id = a.OrganisationId
                  join   Round r on r.Id = a.RoundId
                  join   Fund f on f.Id = r.FundId
                  where  r.FundId = @fund) x
        where    x.RowNumber <= {Offered}
        order by x.RowNumber
        """;
}
