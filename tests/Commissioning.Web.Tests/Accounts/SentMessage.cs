using System.Text.RegularExpressions;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Accounts;

/// <summary>The link and the six digits of the newest message that signs somebody in.</summary>
internal sealed record SentMessage(string Link, string Code)
{
    public static async Task<SentMessage> ToAsync(PortalHost host, string email)
    {
        var text = await host.Db.ReadAsync(work =>
            work.FirstOrDefaultAsync<string>(
                "select TextBody from OutboxEmail where ToAddress = @email and TextBody like '%/sign-in/link/%' order by CreatedAt desc, Id desc",
                new { email }
            )
        );
        return new(
            Regex.Match(text!, @"http://localhost:5080(/sign-in/link/\S+)").Groups[1].Value,
            Regex.Match(text!, @"\b(\d{3} \d{3})\b").Groups[1].Value
        );
    }
}
