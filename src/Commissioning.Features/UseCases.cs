using System.Reflection;

namespace Commissioning.Features;

/// <summary>
/// The commands and queries that are registered, one of each a request. The convention: a public sealed class of this project with a
/// public method whose name ends in Async. What it needs stands in its constructor, and may be nothing.
/// </summary>
public static class UseCases
{
    public static IEnumerable<Type> All() => typeof(UseCases).Assembly.GetTypes().Where(IsUseCase);

    private static bool IsUseCase(Type type) =>
        type is { IsClass: true, IsPublic: true, IsSealed: true, IsAbstract: false }
        && type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Any(method => method.Name.EndsWith("Async", StringComparison.Ordinal));
}
