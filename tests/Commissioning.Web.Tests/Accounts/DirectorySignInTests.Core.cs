namespace Commissioning.Web.Tests.Accounts;

public sealed class DirectorySignInTests
{
    [Fact(Skip = "This build is of the core package set, which has no OpenID Connect. Run with -p:PackageSet=full.")]
    public void Staff_sign_in_with_the_directory() { }
}
