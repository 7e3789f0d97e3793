using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Web.Tests.Architecture;

/// <summary>Every route and its permission are checked in as a file, so that a new page or a changed permission is a line in a diff. Run
/// with ACCEPT=1 to write the file again after reviewing the difference.</summary>
public sealed class AccessTests(PortalHost host) : IClassFixture<PortalHost>
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [Fact]
    public async Task Endpoints_all_declare_who_may_open_them()
    {
        // The health checks and the answer to an address that leads nowhere as well: nothing rests on the rule for what says nothing.
        var silent = (await WalkedPage.EndpointsAsync(host.Services))
            .Where(page => page is { Permission: null, Anonymous: false, SignedIn: false })
            .Select(page => page.Route);
        Assert.Empty(silent);
    }

    [Fact]
    public async Task The_access_matrix_matches_the_one_checked_in()
    {
        var matrix = new StringBuilder("page,permission,public," + string.Join(',', Roles) + "\n");
        foreach (var page in await WalkedPage.AllAsync(host.Services))
        {
            var cells = Roles.Select(role =>
                page.Anonymous || page.SignedIn || RolePermissions.Of(role).Contains(page.Permission!.Value) ? "yes" : ""
            );
            matrix.Append(
                $"{page.Route},{(page.Anonymous ? "anyone" : page.SignedIn ? "signed in" : page.Permission)},{(page.Anonymous ? "yes" : "")},{string.Join(',', cells)}\n"
            );
        }
        AssertCheckedIn("access-matrix.csv", matrix.ToString());
    }

    [Fact]
    public void The_route_list_matches_the_one_checked_in()
    {
        var routes = host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct()
            .Order(StringComparer.Ordinal);
        AssertCheckedIn("route-list.txt", string.Join('\n', routes) + "\n");
    }

    private static void AssertCheckedIn(string name, string actual)
    {
        var file = Repository.File("tests", "Commissioning.Web.Tests", "Architecture", name);
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
