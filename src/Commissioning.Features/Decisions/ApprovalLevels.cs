using Commissioning.Domain;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>How much each person may decide, for one fund or for all: the office's scheme of delegation as data (R58).</summary>
public static class ApprovalLevels
{
    public sealed record ApprovalLevelRow
    {
        public required Guid Id { get; init; }
        public required Guid PersonId { get; init; }
        public required string Person { get; init; }
        public string? Fund { get; init; }
        public Money? UpTo { get; init; }
    }

    public sealed record NamedChoice
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }

    public sealed record ApprovalLevelsPage(
        IReadOnlyList<ApprovalLevelRow> Levels,
        IReadOnlyList<NamedChoice> Approvers,
        IReadOnlyList<NamedChoice> FundList
    );

    public static async Task<ApprovalLevelsPage> GetAsync(Work work) =>
        new(
            await work.QueryAsync<ApprovalLevelRow>(
                "select l.Id, l.PersonId, p.DisplayName as Person, f.Name as Fund, l.UpTo from ApprovalLimit l join Person p on p.Id = l.PersonId left join Fund f on f.Id = l.FundId order by p.DisplayName, f.Name, l.Id"
            ),
            await work.QueryAsync<NamedChoice>(
                "select p.Id, p.DisplayName as Name from Person p join PersonRole r on r.PersonId = p.Id where r.Role = 'Approver' order by p.DisplayName, p.Id"
            ),
            await work.QueryAsync<NamedChoice>("select Id, Name from Fund order by Name")
        );

    internal static Task<IReadOnlyList<ApprovalLimit>> AllAsync(Work work) =>
        work.QueryAsync<ApprovalLimit>("select Id, PersonId, FundId, UpTo from ApprovalLimit");

    internal static string UpToText(Money? upTo) => upTo is { } most ? $"up to {most}" : "any amount";

    internal static async Task<string?> FundNameAsync(Work work, Guid? fund) =>
        fund is null ? "every fund" : await work.ScalarAsync<string>("select Name from Fund where Id = @fund", new { fund });
}
