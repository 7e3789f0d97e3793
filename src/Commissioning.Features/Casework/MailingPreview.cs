using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>How a message reads for one of those who would get it.</summary>
public static class MailingPreview
{
    public sealed record Preview(string Organisation, string Subject, string Wording);

    public static async Task<Preview> OfAsync(Work work, Guid round, Guid application, string subject, string wording)
    {
        var names = await work.FindAsync<SendMailings.Names>(
            "select a.Reference, a.ProjectName, o.Name as Organisation from Application a join Organisation o on o.Id = a.OrganisationId where a.Id = @application and a.RoundId = @round and a.Number is not null",
            new { application, round }
        );
        var values = SendMailings.Values(await RoundReader.GetAsync(work, round), names);
        return new(names.Organisation, MessageRules.Fill(subject.Trim(), values), MessageRules.Body(wording, values));
    }
}
