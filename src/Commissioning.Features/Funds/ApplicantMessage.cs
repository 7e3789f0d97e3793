using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>A message to an applicant, in the words of the fund or else the portal's.</summary>
internal static class ApplicantMessage
{
    /// <summary>Adds a message of the round's fund to the outbox in this change.</summary>
    /// <param name="first">What stands before the message, whatever its words; null: nothing.</param>
    public static async Task SendAsync(
        Work work,
        Guid round,
        MessageKind kind,
        string to,
        Guid about,
        IReadOnlyDictionary<string, string> values,
        string? first = null
    )
    {
        var fund = await work.ScalarAsync<Guid>("select FundId from Round where Id = @round", new { round });
        var template = await MessageQueries.GetAsync(work, fund, kind);
        await work.EmailAsync(
            new(
                to,
                MessageRules.Fill(template.Subject, values),
                (first is null ? "" : first + "\n\n") + MessageRules.Body(kind, template.Body, values),
                about
            )
        );
    }
}
