namespace Commissioning.Domain.Organisations;

/// <summary>One line of Pay.UK's weight table: a range of sort codes, the method, fourteen weights (u to z, a to h) and the exception, or
/// 0.
/// </summary>
public sealed record ModulusWeight(int From, int To, ModulusMethod Method, IReadOnlyList<int> Weights, int Exception);
