using System.Text.Json;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The words of an application with which its grant starts withheld: the portal's list until the office writes its own.</summary>
public sealed class SafetyWords(Db db)
{
    private const string Name = "SafetyWords";
    private static readonly Guid Subject = new("5af7e7a0-0000-4000-8000-000000000001");

    /// <param name="IsDefault">The office has written no list of its own.</param>
    public sealed record WordList(IReadOnlyList<string> Words, bool IsDefault);

    public Task<WordList> GetAsync() => db.ReadAsync(OfAsync);

    internal static async Task<WordList> OfAsync(Work work) =>
        await work.FirstOrDefaultAsync<string>("select SetValue from Setting where Name = @Name", new { Name }) is { } own
            ? new(JsonSerializer.Deserialize<List<string>>(own)!, false)
            : new(PublicationRules.DefaultSafetyWords, true);

    /// <param name="words">One a line.</param>
    public Task<Result> SaveAsync(Actor actor, string? words) =>
        db.ChangeAsync(
            actor,
            AuditAction.SafetyWordsChanged,
            Subject,
            async work =>
            {
                var list = (words ?? "")
                    .ReplaceLineEndings("\n")
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .ToList();
                if (PublicationRules.WhyNotWords(list, nameof(words)) is { } refusal)
                    return refusal;
                var before = await OfAsync(work);
                var row = new
                {
                    Name,
                    SetValue = JsonSerializer.Serialize(list),
                    work.Now,
                };
                if (await work.ExecuteAsync("update Setting set SetValue = @SetValue, ChangedAt = @Now where Name = @Name", row) == 0)
                    await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values (@Name, @SetValue, @Now)", row);
                work.Note(new Changes().Add("Words", before.Words, list).ToString());
                return Result.Done;
            }
        );
}
