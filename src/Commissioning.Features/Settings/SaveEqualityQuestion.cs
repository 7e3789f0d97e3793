using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Adds an equality question, or changes one. Rounds that are published keep the questions that they were published
/// with.</summary>
public sealed class SaveEqualityQuestion(Db db)
{
    /// <param name="typed">Without a code: a new one.</param>
    public Task<Result> RunAsync(Actor actor, int version, EqualityQuestion typed) =>
        db.ChangeAsync(
            actor,
            AuditAction.EqualityQuestionSaved,
            OfficeSettings.Equality.Subject,
            async work =>
            {
                var all = await OfficeSettings.OfAsync(work, OfficeSettings.Equality);
                var before = typed.Code.Length > 0 ? Find(all, typed.Code) : null;
                var after = typed with
                {
                    Code = before?.Code ?? await FreeCodeAsync(work, typed.Wording),
                    Wording = typed.Wording.Trim(),
                    Options = typed.Options.Select(option => option.Trim()).Where(option => option.Length > 0).ToList(),
                };
                if (EqualityRules.WhyWrong(after, all) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Equality,
                    version,
                    before is null ? [.. all, after] : all.Select(one => one.Code == after.Code ? after : one).ToList(),
                    new Changes(isNew: before is null)
                        .Add(before is null ? "New question" : "Question", before?.Wording, after.Wording)
                        .Add($"Choices of \"{after.Wording}\"", before?.Options ?? [], after.Options)
                        .Add($"\"{after.Wording}\" is closed", before?.IsClosed, after.IsClosed)
                );
            }
        );

    internal static EqualityQuestion Find(IReadOnlyList<EqualityQuestion> all, string code) =>
        all.FirstOrDefault(one => one.Code == code) ?? throw new NotFoundException("No such question");

    /// <summary>Stored answers name a question by its code, so none is used again, not even that of a question that was taken
    /// out.</summary>
    private static async Task<string> FreeCodeAsync(Work work, string wording)
    {
        var plain = OrganisationKinds.CodeOf(wording) is { Length: > 0 } code ? code[..Math.Min(code.Length, 40)].Trim('-') : "question";
        return $"{plain}-{(await OfficeSettings.CurrentAsync(work, OfficeSettings.Equality)).Version + 1}";
    }
}
