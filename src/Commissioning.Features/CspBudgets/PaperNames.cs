using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What people said that words in papers mean.</summary>
public sealed class PaperNames(Db db)
{
    public sealed record PaperName
    {
        public required string Kind { get; init; }

        /// <summary>In lower case, without punctuation.</summary>
        public required string Name { get; init; }

        /// <summary>Null: no figure of the ledger.</summary>
        public string? Meaning { get; init; }
        public string? SavedByName { get; init; }
        public required DateTime SavedAt { get; init; }
        public bool IsRow => Kind == "Row";
    }

    public static Task<IReadOnlyList<PaperName>> ListAsync(Work work) =>
        work.QueryAsync<PaperName>(
            "select n.Kind, n.Name, n.Meaning, p.DisplayName as SavedByName, n.SavedAt from PaperName n left join Person p on p.Id = n.SavedBy order by n.Name, n.Kind"
        );

    internal static async Task SaveAsync(Work work, Actor actor, bool isRow, string text, string? meaning)
    {
        var key = new
        {
            Kind = isRow ? "Row" : "Column",
            Name = PaperVocabulary.Key(text),
            Meaning = meaning,
            By = actor.Id,
            work.Now,
        };
        await work.ExecuteAsync("delete from PaperName where Kind = @Kind and Name = @Name", key);
        await work.ExecuteAsync(
            "insert into PaperName (Kind, Name, Meaning, SavedBy, SavedAt) values (@Kind, @Name, @Meaning, @By, @Now)",
            key
        );
    }

    /// <summary>The word is asked about again. Comparisons that are kept stay as they are.</summary>
    public Task<Result> RemoveAsync(Actor actor, bool isRow, string name) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaperNameRemoved,
            actor.Id,
            async work =>
            {
                if (
                    await work.ExecuteAsync(
                        "delete from PaperName where Kind = @Kind and Name = @name",
                        new { Kind = isRow ? "Row" : "Column", name }
                    ) == 0
                )
                    return new Refusal($"{name} has been removed already");
                work.Note(name);
                return Result.Done;
            }
        );
}
