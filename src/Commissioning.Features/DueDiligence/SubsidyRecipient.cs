using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>The person who is written to about minimal financial assistance: the contact of the application, or who began it.</summary>
internal static class SubsidyRecipient
{
    public static async Task TellAsync(Work work, Guid application, string subject, string text)
    {
        var email = await work.ScalarAsync<string>(
            "select coalesce(a.ContactEmail, p.Email) from Application a join Person p on p.Id = a.StartedBy where a.Id = @application",
            new { application }
        );
        await work.EmailAsync(new(email!, subject, text, application));
    }
}
