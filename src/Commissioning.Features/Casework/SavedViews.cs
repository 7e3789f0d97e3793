using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>The ways of seeing lists that a person keeps.</summary>
public static class SavedViews
{
    public sealed record SavedView
    {
        public required Guid Id { get; init; }
        public required string List { get; init; }
        public required string Name { get; init; }

        /// <summary>What stands in the address after the question mark.</summary>
        public required string Query { get; init; }
    }

    public static Task<IReadOnlyList<SavedView>> AllOfAsync(Work work, Actor person) =>
        work.QueryAsync<SavedView>(
            "select Id, List, Name, Query from SavedView where PersonId = @Id order by List, Name",
            new { person.Id }
        );

    public static Task<IReadOnlyList<SavedView>> OfAsync(Work work, Actor person, string list) =>
        work.QueryAsync<SavedView>(
            "select Id, List, Name, Query from SavedView where PersonId = @Id and List = @list order by Name",
            new { person.Id, list }
        );
}
