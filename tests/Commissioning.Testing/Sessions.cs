using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commissioning.Testing;

/// <summary>Makes the cookie that a person would have after signing in with a second factor.</summary>
public static class Sessions
{
    /// <param name="expired">A session that expired yesterday.</param>
    public static async Task<string> CookieAsync(IServiceProvider services, Actor person, bool expired = false)
    {
        using var scope = services.CreateScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync(person.Id.ToString());
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(user!);
        var session = Guid.CreateVersion7();
        ((ClaimsIdentity)principal.Identity!).AddClaims([
            new(Commissioning.Web.PrincipalExtensions.SecondFactorClaim, "true"),
            new(Commissioning.Web.PrincipalExtensions.SessionClaim, session.ToString()),
        ]);
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = services.GetRequiredService<PortalClock>().GetUtcNow();
        await services
            .GetRequiredService<Db>()
            .HousekeepAsync(work =>
                work.ExecuteAsync(
                    """
                    insert into PersonSession (Id, PersonId, CreatedAt, SeenAt, EndsAt, Method, Device, DeviceHash)
                    values (@session, @Person, @Now, @Now, @EndsAt, 'Code', 'Chrome on Linux', @Hash)
                    """,
                    new
                    {
                        session,
                        Person = person.Id,
                        Now = now.UtcDateTime,
                        EndsAt = (expired ? now.AddDays(-1) : now.AddYears(3)).UtcDateTime,
                        Hash = new string('0', 64),
                    }
                )
            );
        var ticket = new AuthenticationTicket(
            principal,
            new()
            {
                IssuedUtc = expired ? now.AddDays(-2) : now,
                ExpiresUtc = expired ? now.AddDays(-1) : now.AddYears(3),
                AllowRefresh = false,
            },
            IdentityConstants.ApplicationScheme
        );
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }
}
