using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Sets how one question about organisations is asked, and of whom. Sent applications keep what they said.</summary>
public sealed class SetProfileQuestion(Db db)
{
    public Task<Result> RunAsync(Actor actor, int version, ProfileSetting typed) =>
        db.ChangeAsync(
            actor,
            AuditAction.ProfileQuestionSet,
            OfficeSettings.Profile.Subject,
            async work =>
            {
                var (all, kinds) = (await OfficeSettings.OfAsync(work, OfficeSettings.Profile), await OfficeSettings.KindsAsync(work));
                var before = all.FirstOrDefault(one => one.Code == typed.Code) ?? throw new NotFoundException("No such question");
                var after = typed with
                {
                    Wording = typed.Wording.Trim(),
                    Hint = string.IsNullOrWhiteSpace(typed.Hint) ? null : typed.Hint.Trim(),
                };
                if (ProfileSettingRules.WhyWrong(after, kinds) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                IEnumerable<string> Names(IEnumerable<string> codes) => codes.Select(kinds.NameOf).Order(StringComparer.Ordinal);
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Profile,
                    version,
                    all.Select(one => one.Code == after.Code ? after : one).ToList(),
                    new Changes()
                        .Add("Question", before.Wording, after.Wording)
                        .Add($"Help with \"{after.Wording}\"", before.Hint, after.Hint)
                        .Add($"\"{after.Wording}\" is asked", before.IsAsked, after.IsAsked)
                        .Add($"\"{after.Wording}\" must be answered", before.IsRequired, after.IsRequired)
                        .Add($"Who is not asked \"{after.Wording}\"", Names(before.NotFrom), Names(after.NotFrom))
                );
            }
        );
}
