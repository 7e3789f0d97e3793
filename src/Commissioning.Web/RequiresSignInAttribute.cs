using Microsoft.AspNetCore.Authorization;

namespace Commissioning.Web;

/// <summary>A page for anyone who is signed in, whatever the role: their own account and their own work.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresSignInAttribute : AuthorizeAttribute;
