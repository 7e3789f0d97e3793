using Commissioning.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Commissioning.Web;

/// <summary>The permission that a page or download needs. Every page has this, [RequiresSignIn] or [AllowAnonymous]; a test fails on a page
/// without either.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(PolicyOf(permission))
{
    public Permission Permission => permission;

    public static string PolicyOf(Permission permission) => $"Permission.{permission}";
}
