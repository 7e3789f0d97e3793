using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Features.Accounts;
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
    /// <param name="expired">A session that ran out yesterday.</param>
    public static async Task<string> CookieAsync(IServiceProvider services, Actor person, bool expired = false)
    {
        using var scope = services.CreateScope();
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync(person.Id.ToString());
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(user!);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(Commissioning.Web.PrincipalExtensions.SecondFactorClaim, "true"));
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = services.GetRequiredService<PortalClock>().GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new() { IssuedUtc = expired ? now.AddDays(-2) : now, ExpiresUtc = expired ? now.AddDays(-1) : now.AddYears(3), AllowRefresh = false }, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }
}
