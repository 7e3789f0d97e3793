using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>A portal without a configured account from which grants are paid.</summary>
public sealed class HostWithoutPayingAccount : PortalHost
{
    protected override string[] Settings => ["--Portal:OriginatingSortCode="];
}
