using Commissioning.Domain;
using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>What a template may say, new or changed.</summary>
internal static class MailingTemplateWords
{
    internal static async Task<IReadOnlyList<Refusal>> WhyNotAsync(
        Work work,
        MailingAudience audience,
        Guid? template,
        string? name,
        string? subject,
        string? wording
    ) =>
        [
            .. MailingRules.WhyNotNamed(name, await MailingTemplates.IsTakenAsync(work, audience, name, template)) is { } unnamed
                ? [unnamed]
                : Array.Empty<Refusal>(),
            .. MailingRules.WhyWrong(audience, subject, wording),
        ];
}
