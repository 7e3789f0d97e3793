using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Requests for named answers of a sent application. Both versions are kept: the first copy, and each answer before and
/// after.</summary>
public static class ChangeRequestQueries
{
    public sealed record Request
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reason { get; init; }
        public required DateOnly DueOn { get; init; }
        public required string AskedByName { get; init; }
        public required DateTime AskedAt { get; init; }
        public string? AnsweredByName { get; init; }
        public DateTime? AnsweredAt { get; init; }
        public string? Sha256Before { get; init; }
        public IReadOnlyList<Item> Items { get; init; } = [];
    }

    public sealed record Item(Question Question, string Before, string? After);

    /// <summary>The open request to the person's organisation; not found when there is none.</summary>
    public static async Task<Request> GetMineAsync(Work work, Actor actor, Guid application)
    {
        await ApplicationReader.FindMineAsync(work, actor, application);
        return (await ListAsync(work, application)).FirstOrDefault(request => request.AnsweredAt is null)
            ?? throw new NotFoundException("Nothing is asked for");
    }

    /// <summary>Requests about an application, newest first.</summary>
    public static async Task<IReadOnlyList<Request>> ListAsync(Work work, Guid application)
    {
        var requests = await work.QueryAsync<Request>(ListSql, new { application });
        if (requests.Count == 0)
            return [];
        var round = await work.ScalarAsync<Guid>("select RoundId from Application where Id = @application", new { application });
        var questions = (await RoundReader.QuestionsAsync(work, round)).ToDictionary(question => question.Id);
        var items = (
            await work.QueryAsync<ItemRow>(
                "select x.RequestId, x.QuestionId, x.Before, x.After from ChangeRequestAnswer x join ChangeRequest c on c.Id = x.RequestId where c.ApplicationId = @application",
                new { application }
            )
        ).ToLookup(row => row.RequestId);
        return requests
            .Select(request =>
                request with
                {
                    Items = items[request.Id]
                        .Select(row => new Item(questions[row.QuestionId], row.Before, row.After))
                        .OrderBy(item => item.Question.Position)
                        .ToList(),
                }
            )
            .ToList();
    }

    internal const string ApplicationSql = """
        select a.Id, a.RoundId, a.Status, a.Reference, a.ProjectName, a.OrganisationId, a.ContactEmail,
               (select count(*) from ScoringAssignment s where s.ApplicationId = a.Id and s.SubmittedAt is not null) as SubmittedSheets
        from   Application a
        where  a.Id = @application and a.Number is not null
        """;

    private const string ListSql = """
        select    c.Id, c.ApplicationId, c.Reason, c.DueOn, a.DisplayName as AskedByName, c.AskedAt, b.DisplayName as AnsweredByName, c.AnsweredAt, c.Sha256Before
        from      ChangeRequest c
        join      Person a on a.Id = c.AskedBy
        left join Person b on b.Id = c.AnsweredBy
        where     c.ApplicationId = @application
        order by  c.AskedAt desc, c.Id
        """;

    internal sealed record RequestedApplication
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required ApplicationStatus Status { get; init; }
        public string? Reference { get; init; }
        public string? ProjectName { get; init; }
        public required Guid OrganisationId { get; init; }
        public string? ContactEmail { get; init; }
        public required int SubmittedSheets { get; init; }
    }

    private sealed record ItemRow
    {
        public required Guid RequestId { get; init; }
        public required Guid QuestionId { get; init; }
        public required string Before { get; init; }
        public string? After { get; init; }
    }
}
